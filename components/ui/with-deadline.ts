/** Rejects when the answer does not come in time. What was asked may still have been done. */
export function withDeadline<T>(answer: Promise<T>, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer in time")), deadlineMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
