import { expect, test } from "vitest";
import { browserOrigin, callerAddress, isFromAnotherSite, isFromOurPage, PEER_HEADER, type Front } from "@/lib/server/origin";

const near: Front = { publicUrl: undefined, proxyHops: 0, anyHost: false, nearOnly: true };
const far: Front = { publicUrl: undefined, proxyHops: 0, anyHost: true, nearOnly: false };
const originOf = (headers: Record<string, string>, front: Front) => browserOrigin(new Headers(headers), front);

test("a studio that asks nobody answers to loopback names alone", () => {
  for (const host of ["127.0.0.1:3000", "localhost:3000", "[::1]:3000", "127.9.9.9"]) expect(originOf({ host }, near)).toBe(`http://${host}`);
  for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0:3000", "192.168.1.2", "", "a b", "user@evil.example"]) expect(originOf({ host }, near)).toBeNull();
  expect(originOf({}, near)).toBeNull();
});

test("a tunnel that calls itself localhost is not this machine: it says for whom it asks", () => {
  const asked = (address: string) => originOf({ host: "127.0.0.1:3000", "x-forwarded-for": address }, near);
  expect([asked("203.0.113.9"), asked("203.0.113.9, 127.0.0.1"), asked("::ffff:127.0.0.1")]).toEqual([null, null, "http://127.0.0.1:3000"]);
  expect(originOf({ host: "studio.example" }, { ...near, publicUrl: "https://studio.example" })).toBeNull();
});

test("https is believed from PUBLIC_URL, or from a proxy that is trusted, and from nobody else", () => {
  const claimed = { host: "studio.example", "x-forwarded-proto": "https" };
  expect(originOf(claimed, far)).toBe("http://studio.example");
  expect(originOf(claimed, { ...far, proxyHops: 1 })).toBe("https://studio.example");
  expect(originOf({ ...claimed, "x-forwarded-proto": "https, http" }, { ...far, proxyHops: 1 })).toBe("http://studio.example");
  expect(originOf({ ...claimed, "x-forwarded-proto": "https, http" }, { ...far, proxyHops: 2 })).toBe("https://studio.example");
  expect(originOf({ host: "studio.example" }, { ...far, publicUrl: "https://studio.example" })).toBe("https://studio.example");
  expect(originOf({ host: "127.0.0.1:3000" }, { ...far, publicUrl: "https://studio.example" })).toBe("http://127.0.0.1:3000");
});

test("the caller's address is the peer's, or what the outermost trusted proxy saw", () => {
  const headers = new Headers({ [PEER_HEADER]: "192.0.2.1", "x-forwarded-for": "203.0.113.66, 198.51.100.1, 10.0.0.1" });
  expect([0, 1, 2].map((proxyHops) => callerAddress(headers, { proxyHops }))).toEqual(["192.0.2.1", "10.0.0.1", "198.51.100.1"]);
  expect(callerAddress(new Headers(), { proxyHops: 1 })).toBe("unknown");
});

test("what changes something has to say that it comes from our page", () => {
  const origin = "http://127.0.0.1:3000";
  const says = (headers: Record<string, string>) => isFromOurPage(new Headers(headers), origin);
  expect([says({ origin }), says({ origin, "sec-fetch-site": "same-origin" }), says({ "sec-fetch-site": "same-origin" })]).toEqual([true, true, true]);
  const refused: Record<string, string>[] = [{}, { origin: "null" }, { origin: "http://127.0.0.1:3001" }, { origin: "https://evil.example" }, { "sec-fetch-site": "none" }, { "sec-fetch-site": "same-site" }, { origin, "sec-fetch-site": "cross-site" }];
  for (const headers of refused) expect(says(headers)).toBe(false);
});

test("another site may link here, and load nothing", () => {
  const origin = "http://127.0.0.1:3000";
  const isForeign = (headers: Record<string, string>) => isFromAnotherSite(new Headers(headers), origin);
  expect([isForeign({}), isForeign({ "sec-fetch-site": "none" }), isForeign({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })]).toEqual([false, false, false]);
  expect([isForeign({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }), isForeign({ "sec-fetch-site": "same-site" }), isForeign({ origin: "null", "sec-fetch-mode": "navigate" })]).toEqual([true, true, true]);
});
