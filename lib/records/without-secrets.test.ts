import { expect, test } from "vitest";
import { withoutSecrets } from "@/lib/records/without-secrets";

const clean = (value: unknown): unknown => JSON.parse(withoutSecrets(JSON.stringify(value)) ?? "null");

test("rights in addresses and fields are taken out, at any depth", () => {
  expect(clean({ output: { images: ["https://me:pw@f.test/a%3Db.png?x=1&X-Amz-Signature=abc&token=t&Expires=9"] }, api_key: "k", nested: [{ authorization: "Bearer t" }] })).toEqual({
    output: { images: ["https://f.test/a%3Db.png?x=1&X-Amz-Signature=removed&token=removed&Expires=removed"] }, api_key: "removed", nested: [{ authorization: "removed" }],
  });
});
test("everything else stays as it was sent", () => {
  const input = {
    prompt: "Generate 4 images of a token, a key and a secret door: https", images: ["http://127.0.0.1:3000/api/files/r/0a.jpg", "https://app.ufs.sh/f/abc?width=2"],
    max_images: 4, seed: null, size: "2560:1440 (16:9)", enabled: true, tokens: 5,
  };
  expect(clean(input)).toEqual(input);
});
test("what is no JSON is not shown, and a nest without an end has one", () => {
  expect(withoutSecrets("{broken")).toBeNull();
  expect(withoutSecrets(`${"[".repeat(50)}"deep"${"]".repeat(50)}`)).not.toContain("deep");
});
