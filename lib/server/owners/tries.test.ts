import { expect, test } from "vitest";
import { tryLimit } from "@/lib/server/owners/tries";

const limit = { perAddress: 3, inAll: 8, windowMs: 1000 };
function bench() {
  let time = 0;
  const tries = tryLimit(() => time, limit);
  return { ...tries, at: (ms: number) => { time = ms; } };
}

test("an address has its number of tries in a window, and hears how long to wait", () => {
  const { begin, at } = bench();
  for (const ms of [0, 100, 200]) { at(ms); expect(begin("192.0.2.1")).toBeNull(); }
  at(300);
  expect(begin("192.0.2.1")).toEqual({ waitMs: 700 });
  at(1000);
  expect(begin("192.0.2.1")).toBeNull();
  expect(begin("192.0.2.1")).toEqual({ waitMs: 100 });
});

test("all addresses together have a number too: changing them gains nothing, and nothing grows", () => {
  const { begin, at } = bench();
  const answers = Array.from({ length: 1000 }, (_, host) => begin(`192.0.2.${host}`));
  expect(answers.filter((answer) => answer === null)).toHaveLength(limit.inAll);
  at(1000);
  expect(begin("192.0.2.9")).toBeNull();
});

test("an IPv6 address counts as its /64, however it is written; a mapped one as what it maps", () => {
  const { begin } = bench();
  for (const address of ["2001:db8:1:2::1", "2001:0db8:0001:0002:aaaa::", "2001:DB8:1:2:3:4:5:6"]) expect(begin(address)).toBeNull();
  expect(begin("2001:db8:1:2:ffff::9")).toEqual({ waitMs: 1000 });
  expect(begin("2001:db8:1:3::1")).toBeNull();
  for (const address of ["::ffff:192.0.2.1", "192.0.2.1", "::FFFF:192.0.2.1"]) expect(begin(address)).toBeNull();
  expect(begin("192.0.2.1")).toEqual({ waitMs: 1000 });
});

test("a right try is taken back, and only one", () => {
  const { begin, forgive } = bench();
  begin("192.0.2.1");
  begin("192.0.2.1");
  begin("192.0.2.1");
  forgive("192.0.2.1");
  expect([begin("192.0.2.1"), begin("192.0.2.1")]).toEqual([null, { waitMs: 1000 }]);
});
