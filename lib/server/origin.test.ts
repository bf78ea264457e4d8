import { describe, expect, test } from "vitest";
import { browserOrigin, isFromOurPage } from "@/lib/server/origin";

const host = (value: string) => new Headers({ host: value });

describe("the origin that the browser used", () => {
  test.each(["127.0.0.1:3000", "localhost:3000", "[::1]:3000", "localhost"])("%s is this machine", (value) => {
    expect(browserOrigin(host(value), undefined)).toBe(`http://${value}`);
  });
  test.each(["evil.example", "127.0.0.1.evil.example:3000", "0.0.0.0:3000", "192.168.1.2:3000", "a b", "user@evil.example"])("%j is somebody else's page", (value) => {
    expect(browserOrigin(host(value), undefined)).toBeNull();
  });
  test("PUBLIC_URL is believed with its own scheme, and no other name with it", () => {
    expect(browserOrigin(host("studio.example"), "https://studio.example/x")).toBe("https://studio.example");
    expect(browserOrigin(host("studio.example:8080"), "https://studio.example")).toBeNull();
    expect(browserOrigin(new Headers(), "https://studio.example")).toBeNull();
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
