/** Points at the field of the input: `["body", "images", 0]`. */
export type Detail = { loc: readonly (string | number)[]; msg: string; type: string };

/** An answer that is an error, with the codes of the service. 500001 is only the guard of a bug. */
export type Refusal =
  | { code: 400001; message: string }
  | { code: 400002; message: string }
  | { code: 400004; message: string }
  | { code: 403001; message: string }
  | { code: 404001; message: string }
  | { code: 422001; message: string; detail: readonly Detail[] }
  | { code: 429001; message: string }
  | { code: 500001; message: string };
export type ErrorCode = Refusal["code"];

/** HTTP statuses that some codes shall have instead of their own: `{ 404001: 200 }`. */
export type ErrorStatuses = Partial<Record<ErrorCode, number>>;

export const unfit = (...detail: readonly Detail[]): Refusal => ({ code: 422001, message: "The input does not fit the model's schema.", detail });
export const unknownRequest: Refusal = { code: 404001, message: "Request not found." };
export const malformedRequest: Refusal = { code: 400001, message: "Invalid request id." };
export const foreignRequest: Refusal = { code: 403001, message: "This request belongs to another user." };
export const unknownModel: Refusal = { code: 400001, message: "Invalid model id." };
export const badToken: Refusal = { code: 400004, message: "Invalid or missing token." };
export const noBalance: Refusal = { code: 400002, message: "Insufficient balance." };
export const queueFull: Refusal = { code: 429001, message: "Too many requests are waiting." };
export const tooManyReads: Refusal = { code: 429001, message: "Too many requests." };
export const internalError: Refusal = { code: 500001, message: "Internal error." };

/** A code's first three digits, but for the two that the service is also known to answer with a status of their own. */
export function httpStatusOf({ code }: Refusal, statuses: ErrorStatuses = {}): number {
  const other = statuses[code];
  if (other !== undefined) return other;
  switch (code) {
    case 400002: return 402;
    case 400004: return 401;
    case 400001:
    case 403001:
    case 404001:
    case 422001:
    case 429001:
    case 500001: return Math.floor(code / 1000);
    default: return code satisfies never;
  }
}

export const bodyOf = (refusal: Refusal) => ({
  error_code: refusal.code,
  error_message: refusal.message,
  ...("detail" in refusal ? { detail: refusal.detail } : {}),
});
