import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { uploadRun } from "@/components/references/upload-run";

const IDLE_MS = 1000;
const input = { sessionId: "ses_0193f2a1b2c3d4e5f60718293a4b5c6d", tileId: "0".repeat(32), name: "a.jpg" };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function begun() {
  const heard: string[] = [];
  const run = uploadRun("tile", new File(["x"], "a"), input, { progressed: (percent) => heard.push(`${percent}`), ended: (end) => heard.push(end) }, IDLE_MS);
  return { run, heard, first: run.begin() };
}

test("begins once, however often it is mounted", () => {
  const { run, first } = begun();
  expect([first, run.begin()]).toEqual([true, false]);
});

test("an upload that moves no byte is cut off and stopped", () => {
  const { run, heard } = begun();
  vi.advanceTimersByTime(IDLE_MS - 1);
  run.progressed(40);
  vi.advanceTimersByTime(IDLE_MS - 1);
  expect(heard).toEqual(["40"]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["40", "cut_off"]);
  expect(run.signal.aborted).toBe(true);
});

test("ends once: news after the end is not heard", () => {
  const { run, heard } = begun();
  run.ended("sent");
  run.ended("cut_off");
  run.progressed(10);
  vi.advanceTimersByTime(IDLE_MS * 2);
  expect(heard).toEqual(["sent"]);
});

test("cancelled by the person, it stops and says nothing", () => {
  const { run, heard } = begun();
  run.abort();
  run.ended("cut_off");
  expect(heard).toEqual([]);
  expect(run.signal.aborted).toBe(true);
});
