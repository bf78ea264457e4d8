import { UTApi } from "uploadthing/server";
import { expect, test } from "vitest";
import { embeddedUploadToken, parseUploadToken, uploadThingOf } from "@/lib/server/storage/upload-token";

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

const token = encoded({ apiKey: "sk_live_1", appId: "app", regions: ["fra1"] });

test("without a token there is no UploadThing, whatever else is set", () => {
  expect(uploadThingOf({ UPLOADTHING_INGEST_URL: "http://127.0.0.1:1" })).toBeNull();
});
test("with the token alone every host is the library's own, and none may be private", () => {
  expect(uploadThingOf({ UPLOADTHING_TOKEN: token })).toMatchObject({ ingestUrl: "https://fra1.ingest.uploadthing.com", apiUrl: "https://api.uploadthing.com", callbackUrl: undefined, filesBase: "https://app.ufs.sh/f", ownOrigins: [] });
});
test("hosts that are set by hand are taken as they are, and they alone may be private", () => {
  const byHand = { UPLOADTHING_TOKEN: token, UPLOADTHING_INGEST_URL: "http://127.0.0.1:1/in", UPLOADTHING_API_URL: "http://127.0.0.1:2", UPLOADTHING_CALLBACK_URL: "http://10.0.0.1/api/uploadthing" };
  expect(uploadThingOf(byHand)).toMatchObject({ ingestUrl: "http://127.0.0.1:1/in", apiUrl: "http://127.0.0.1:2", ownOrigins: ["http://127.0.0.1:1", "http://127.0.0.1:2"] });
});
test("a callback comes to the studio's public address, unless another is named for it", () => {
  const open = { UPLOADTHING_TOKEN: token, PUBLIC_URL: "https://studio.example" };
  expect(uploadThingOf(open)?.callbackUrl).toBe("https://studio.example/api/uploadthing");
  expect(uploadThingOf({ ...open, UPLOADTHING_CALLBACK_URL: "https://hooks.example/in" })?.callbackUrl).toBe("https://hooks.example/in");
});
test.each([
  ["files.example", undefined, "https://app.files.example/f"],
  ["files.example", "path", "https://files.example/a/app"],
  ["localhost:4020", "path", "http://localhost:4020/a/app"],
] as const)("files at %s, the app in the %s: %s", (host, place, filesBase) => {
  expect(uploadThingOf({ UPLOADTHING_TOKEN: token, UPLOADTHING_UFS_HOST: host, UPLOADTHING_UFS_APP_ID_LOCATION: place })).toMatchObject({ filesBase, ownOrigins: [new URL(filesBase).origin] });
});
test("files lie where the library itself would say", async () => {
  const hosts = [{}, { ufsHost: "files.example" }, { ufsHost: "files.example", ufsAppIdLocation: "path" }, { ufsHost: "localhost:4020", ufsAppIdLocation: "path" }] as const;
  for (const host of hosts) {
    const { ufsHost, ufsAppIdLocation } = { ufsHost: undefined, ufsAppIdLocation: undefined, ...host };
    const { ufsUrl } = await new UTApi({ token, ufsHost, ufsAppIdLocation, logLevel: "None" }).generateSignedURL("key");
    expect(ufsUrl.split("?")[0]).toBe(`${uploadThingOf({ UPLOADTHING_TOKEN: token, UPLOADTHING_UFS_HOST: ufsHost, UPLOADTHING_UFS_APP_ID_LOCATION: ufsAppIdLocation })?.filesBase}/key`);
  }
});
