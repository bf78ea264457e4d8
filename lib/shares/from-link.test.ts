import { expect, test } from "vitest";
import { begunUrl, readBegun, type Begun } from "@/lib/shares/from-link";

const told = (begun: Begun) => readBegun(new URL(begunUrl(begun), "http://studio.test").searchParams);

test("a session's first address tells what came along and what could not be had; a later one nothing", () => {
  expect(told({ sessionId: "ses_1", came: ["settings", "references"], missing: 0 })).toEqual({ came: ["settings", "references"], missing: 0 });
  expect(told({ sessionId: "ses_1", came: [], missing: 2 })).toEqual({ came: [], missing: 2 });
  expect(readBegun(new URLSearchParams())).toEqual({ came: null, missing: 0 });
  expect(readBegun(new URLSearchParams("came=everything.prompt&missing=many"))).toEqual({ came: ["prompt"], missing: 0 });
});
