import { expect, test } from "vitest";
import { embeddedUploadToken, parseUploadToken } from "@/lib/server/storage/upload-token";

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

test("a token gives its key, app and regions; ours has the same shape", () => {
  expect(parseUploadToken(encoded({ apiKey: "sk_live_1", appId: "app", regions: ["fra1"] }))).toEqual({ apiKey: "sk_live_1", appId: "app", regions: ["fra1"], ingestHost: "ingest.uploadthing.com" });
  expect(parseUploadToken(embeddedUploadToken("abc"))).toMatchObject({ apiKey: "sk_abc" });
});

test.each([["no base64", "sk_live_hunter2"], ["no JSON", Buffer.from("hunter2").toString("base64")], ["no key", encoded({ appId: "app", regions: ["fra1"], x: "hunter2" })], ["no region", encoded({ apiKey: "sk_hunter2", appId: "app", regions: [] })]])("%s is said by the variable's name, never with what it holds", (_name, token) => {
  let message = "";
  try {
    parseUploadToken(token);
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain("UPLOADTHING_TOKEN");
  expect(message).not.toContain("hunter2");
  expect(message).not.toContain(token);
});
