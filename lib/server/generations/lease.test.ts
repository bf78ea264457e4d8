import { hostname } from "node:os";
import { expect, test } from "vitest";
import { isDeadHolder, leaseHolder } from "@/lib/server/generations/lease";

test("each life of a process has a name of its own", () => {
  expect(leaseHolder()).not.toBe(leaseHolder());
  expect(leaseHolder().startsWith(`${hostname()}/${process.pid}/`)).toBe(true);
});

test("only who is dead for certain counts as dead", () => {
  // Process ids end far below this on every system.
  expect(isDeadHolder(`${hostname()}/4194999/abc`)).toBe(true);
  expect(isDeadHolder(`${hostname()}/${process.pid}/abc`)).toBe(true);
  expect(isDeadHolder(`${hostname()}/${process.ppid}/abc`)).toBe(false);
  expect(isDeadHolder("another-machine/4194999/abc")).toBe(false);
  for (const strange of ["", hostname(), `${hostname()}/x/abc`]) expect(isDeadHolder(strange)).toBe(false);
});
