import { expect } from "vitest";
import { AT_ONCE, holdLines, QUICK_PATH, textWith, WAITING } from "@/lib/emulator/fixtures/bench";
import { callerOf, MODEL_PATH, refusalOf } from "@/lib/emulator/fixtures/caller";
import { contractLines } from "@/lib/emulator/fixtures/contract-lines";
import { bodyOf, httpStatusOf, internalError } from "@/lib/emulator/refusal";

const CALLS = [["GET", "status"], ["GET", "result"], ["POST", "cancel"]] as const;

holdLines("errors", contractLines.errors, {
  async body(setUp) {
    const { caller } = await setUp();
    expect(await caller.call("GET", "requests/nobody/status")).toEqual({ status: 404, body: { error_code: 404001, error_message: "Request not found." } });
    expect(await caller.submit({})).toMatchObject({ status: 422, body: { error_code: 422001, error_message: textWith(/./), detail: [{ loc: ["body", "images"], type: "missing" }, { loc: ["body", "text"], type: "missing" }] } });
  },
  async with200(setUp) {
    const { caller, input } = await setUp({ errorStatuses: { 404001: 200, 400002: 200 }, balanceUsd: 0 });
    expect(await caller.call("GET", "requests/nobody/result")).toMatchObject({ status: 200, body: { error_code: 404001 } });
    expect(await caller.submit(input())).toMatchObject({ status: 200, body: { error_code: 400002 } });
    expect((await caller.ledger()).posts).toMatchObject([{ request_id: null, http_status: 200, error_code: 400002, billed_usd: 0 }]);
    expect((await caller.call("GET", "models/nobody/nothing")).status).toBe(400);
  },
  async malformed(setUp) {
    const { caller } = await setUp();
    expect(refusalOf(await caller.call("POST", "models/nobody/nothing", "{}"))).toMatchObject({ status: 400, error_code: 400001 });
    expect(refusalOf(await caller.call("GET", "models/nobody/nothing"))).toMatchObject({ status: 400, error_code: 400001 });
    for (const id of ["a.b", "%20", "x".repeat(129)]) {
      for (const [method, verb] of CALLS) expect(refusalOf(await caller.call(method, `requests/${id}/${verb}`)), `${id} ${verb}`).toMatchObject({ status: 400, error_code: 400001 });
    }
  },
  async balance(setUp) {
    const { caller, input } = await setUp({ balanceUsd: 0.08, stageMs: WAITING });
    await caller.accepted(input());
    expect(refusalOf(await caller.submit(input()))).toMatchObject({ status: 402, error_code: 400002 });
    expect(await caller.ledger()).toMatchObject({ balance_usd: 0.02, posts: [{ error_code: 400002, billed_usd: 0 }, { http_status: 200, billed_usd: 0.06 }] });
    const other = await setUp({ balanceUsd: 0, errorStatuses: { 400002: 400 } });
    expect(refusalOf(await other.caller.submit(other.input()))).toMatchObject({ status: 400, error_code: 400002 });
  },
  async token(setUp) {
    const { emulator } = await setUp({ token: "right" });
    for (const stranger of [callerOf(emulator.url), callerOf(emulator.url, "revoked")]) {
      expect(refusalOf(await stranger.submit({}))).toMatchObject({ status: 401, error_code: 400004 });
      for (const [method, verb] of CALLS) expect(refusalOf(await stranger.call(method, `requests/any/${verb}`))).toMatchObject({ status: 401, error_code: 400004 });
    }
    expect((await callerOf(emulator.url, "right").ledger()).posts).toMatchObject([{ http_status: 401, billed_usd: 0 }, { http_status: 401, billed_usd: 0 }]);
    const inactive = await setUp({ token: "right", errorStatuses: { 400004: 403 } });
    expect(refusalOf(await callerOf(inactive.emulator.url, "wrong").call("GET", "models"))).toMatchObject({ status: 403, error_code: 400004 });
  },
  async foreign(setUp) {
    const { emulator, quickInput } = await setUp({ token: ["one", "two"], stageMs: WAITING });
    const [one, two] = [callerOf(emulator.url, "one"), callerOf(emulator.url, "two")];
    const { request_id } = await one.accepted(quickInput(), QUICK_PATH);
    for (const [method, verb] of CALLS) expect(refusalOf(await two.call(method, `requests/${request_id}/${verb}`))).toMatchObject({ status: 403, error_code: 403001 });
    expect(await one.result(request_id)).toMatchObject({ status: "in_queue" });
    expect(refusalOf(await two.call("GET", "requests/nobody/status"))).toMatchObject({ error_code: 404001 });
  },
  async expired(setUp) {
    let nowMs = 1_000_000;
    const { caller, quickInput } = await setUp({ now: () => nowMs, keptMs: 1000 });
    const { request_id } = await caller.accepted(quickInput(), QUICK_PATH);
    await caller.finished(request_id);
    const [address = ""] = await caller.addresses(request_id);
    nowMs += 1000;
    expect((await fetch(address)).status).toBe(200);
    nowMs += 1;
    for (const [method, verb] of CALLS) expect(refusalOf(await caller.call(method, `requests/${request_id}/${verb}`))).toMatchObject({ status: 404, error_code: 404001 });
    expect(refusalOf(await caller.call("GET", address))).toMatchObject({ status: 404, error_code: 404001 });
    for (const [method, verb] of CALLS) expect(refusalOf(await caller.call(method, `requests/nobody/${verb}`))).toMatchObject({ status: 404, error_code: 404001 });
    expect((await caller.ledger()).posts).toMatchObject([{ request_id, billed_usd: 0.03 }]);
  },
  async unfit(setUp) {
    const { caller, input } = await setUp();
    const cases = [
      [{ text: undefined }, ["body", "text"]], [{ images: ["ftp://nowhere"] }, ["body", "images", 0]], [{ colour: "red" }, ["body", "colour"]],
      [{ sequential_image_generation_options: 16 }, ["body", "sequential_image_generation_options"]], [{ image_size: "1:1" }, ["body", "image_size"]], [{ seed: 1.5 }, ["body", "seed"]],
    ] as const;
    for (const [more, loc] of cases) {
      const refused = refusalOf(await caller.submit(input(more)));
      expect(refused).toMatchObject({ status: 422, error_code: 422001 });
      expect(refused.detail?.map((detail) => detail.loc)).toContainEqual(loc);
    }
    for (const body of ["", "[]", "null", "{broken"]) expect(refusalOf(await caller.call("POST", MODEL_PATH, body)), body).toMatchObject({ status: 422, error_code: 422001 });
    const lax = await setUp({ errorStatuses: { 422001: 400 } });
    expect(refusalOf(await lax.caller.submit({}))).toMatchObject({ status: 400, error_code: 422001 });
  },
  async rate(setUp) {
    let nowMs = 1_000_000;
    const strict = await setUp({ readsPerSecond: 2, now: () => nowMs });
    const read = () => fetch(`${strict.emulator.url}/models`);
    expect([(await read()).status, (await read()).status, (await read()).status]).toEqual([200, 200, 429]);
    expect((await read()).headers.get("retry-after")).toBeNull();
    nowMs += 500;
    expect([(await read()).status, (await read()).status]).toEqual([200, 429]);
    const telling = await setUp({ readsPerSecond: 1, retryAfterSeconds: 7, now: () => nowMs });
    await telling.caller.call("GET", "models");
    const refused = await fetch(`${telling.emulator.url}/requests/any/status`);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await refused.json()).toMatchObject({ error_code: 429001 });
    expect((await telling.caller.call("GET", `${telling.emulator.serverlessUrl}/prod/v2/balance`)).status).toBe(200);
  },
  async internal(setUp) {
    expect([httpStatusOf(internalError), bodyOf(internalError)]).toEqual([500, { error_code: 500001, error_message: "Internal error." }]);
    const logged: string[] = [];
    let isBroken = false;
    const now = () => {
      if (isBroken) throw new Error("no clock");
      return 0;
    };
    const { caller } = await setUp({ now, log: (line) => { logged.push(line); } });
    isBroken = true;
    expect(refusalOf(await caller.call("GET", "requests/any/status"))).toMatchObject({ status: 500, error_code: 500001 });
    expect(logged.join()).toContain("no clock");
    isBroken = false;
  },
  async concurrency(setUp) {
    const { caller, quickInput } = await setUp({ openRequests: 1, retryAfterSeconds: 3, stageMs: { ...AT_ONCE, ...WAITING } });
    const { cancel_url } = await caller.accepted(quickInput(), QUICK_PATH);
    expect(refusalOf(await caller.submit(quickInput(), QUICK_PATH))).toMatchObject({ status: 429, error_code: 429001 });
    await caller.call("POST", cancel_url);
    await caller.accepted(quickInput(), QUICK_PATH);
    expect((await caller.ledger()).posts.map(({ billed_usd }) => billed_usd)).toEqual([0.03, 0, 0]);
  },
});
