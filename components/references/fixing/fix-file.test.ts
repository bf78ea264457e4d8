import { expect, test } from "vitest";
import { fixFile } from "@/components/references/fixing/fix-file";
import { unchosen } from "@/lib/references/way";

/** A file whose bytes the browser does not give. */
class Unread extends File {
  constructor(private readonly why: Error) {
    super(["x"], "a.jpg");
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(this.why);
  }
}
const fix = (why: Error) => fixFile(new Unread(why), { rules: [], way: unchosen, tell: () => undefined });

test("a file that was moved or changed since it was chosen is not called damaged", async () => {
  for (const name of ["NotReadableError", "NotFoundError"]) expect(await fix(new DOMException("", name))).toEqual({ kind: "moved" });
});

test("whatever else keeps a file from being read is no word about where it is", async () => {
  await expect(fix(new RangeError("Out of memory."))).rejects.toThrow("Out of memory.");
});
