import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { beforeDelete } from "@/components/shares/before-delete";
import { closeAsk, sheetAsk } from "@/components/sheet/sheet-asks";
import { shareKeys } from "@/lib/shares/queries";

beforeEach(closeAsk);

const sessionId = `ses_${"a".repeat(32)}`;
const client = (onShares: string[]) => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(shareKeys.ofSession(sessionId), { onShares, picks: [] });
  return queryClient;
};

test("a session that nobody else sees anything of is deleted without a question", () => {
  const done: string[] = [];
  beforeDelete({ sessionId, queryClient: client([]) }, { kind: "session" }, () => done.push("deleted"));
  expect([done, sheetAsk.get()]).toEqual([["deleted"], null]);
});

test("what strangers see is not deleted before that was said and accepted", () => {
  const done: string[] = [];
  beforeDelete({ sessionId, queryClient: client(["out_1", "out_2"]) }, { kind: "session" }, () => done.push("deleted"));
  const ask = sheetAsk.get();
  expect([done, ask?.kind === "delete" && ask.seen]).toEqual([[], 2]);
  if (ask?.kind === "delete") ask.run();
  expect(done).toEqual(["deleted"]);
});
