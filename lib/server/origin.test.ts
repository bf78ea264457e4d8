import { describe, expect, test } from "vitest";
import { browserOrigin, isFromOurPage } from "@/lib/server/origin";

const host = (value: string) => new Headers({ host: value });

describe("the origin that the browser used", () => {
  test.each(["127.0.0.1:3000", "localhost:3000", "[::1]:3000", "localhost"])("%s is this machine", (value) => {
    expect(browserOrigin(host(value))).toBe(`http://${value}`);
  });
  test.each(["evil.example", "127.0.0.1.evil.example:3000", "0.0.0.0:3000", "192.168.1.2:3000", "a b", "user@evil.example"])("%j is somebody else's page", (value) => {
    expect(browserOrigin(host(value))).toBeNull();
  });
  test("a tunnel that calls itself localhost is not this machine: it says for whom it asks", () => {
    expect(browserOrigin(new Headers({ host: "127.0.0.1:3000", "x-forwarded-for": "203.0.113.9" }))).toBeNull();
    expect(browserOrigin(new Headers({ host: "127.0.0.1:3000", "x-forwarded-for": "203.0.113.9, 127.0.0.1" }))).toBeNull();
    expect(browserOrigin(new Headers({ host: "127.0.0.1:3000", "x-forwarded-for": "::ffff:127.0.0.1" }))).toBe("http://127.0.0.1:3000");
    expect(browserOrigin(new Headers())).toBeNull();
  });
});

describe("a change comes from our own page", () => {
  const origin = "http://127.0.0.1:3000";
  test.each<[Record<string, string>, boolean]>([
    [{}, true], [{ origin }, true], [{ origin, "sec-fetch-site": "same-origin" }, true], [{ "sec-fetch-site": "none" }, true],
    [{ origin: "http://127.0.0.1:4000" }, false], [{ origin: "https://evil.example" }, false], [{ origin: "null" }, false],
    [{ "sec-fetch-site": "cross-site" }, false], [{ origin, "sec-fetch-site": "same-site" }, false],
  ])("%j: %j", (headers, isOurs) => {
    expect(isFromOurPage(new Headers(headers), origin)).toBe(isOurs);
  });
});
