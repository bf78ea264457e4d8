import { expect } from "vitest";
import { z } from "zod";
import { AT_ONCE, CLIP_PATH, holdLines, QUICK_PATH, textWith, WAITING } from "@/lib/emulator/fixtures/bench";
import { callerOf, FINISHED_MS, fullEntrySchema, listSchema, MODEL_PATH, refusalOf, submittedSchema } from "@/lib/emulator/fixtures/caller";
import { contractLines } from "@/lib/emulator/fixtures/contract-lines";

const keysOf = (body: unknown): string[] => Object.keys(z.record(z.string(), z.unknown()).parse(body)).toSorted();

holdLines("base", contractLines.base, {
  async address(setUp) {
    const { emulator, caller } = await setUp();
    expect(emulator.url).toMatch(/^http:\/\/.+\/v1$/);
    expect(await caller.call("GET", "models/")).toEqual(await caller.call("GET", "models"));
  },
  async token(setUp) {
    const { emulator, quickInput } = await setUp({ token: "right", stageMs: WAITING });
    const [right, wrong] = [callerOf(emulator.url, "right"), callerOf(emulator.url, "wrong")];
    const { request_id } = await right.accepted(quickInput(), QUICK_PATH);
    const balance = `${emulator.serverlessUrl}/prod/v2/balance`;
    for (const [method, path] of [["GET", "models"], ["GET", "models/categories"], ["GET", MODEL_PATH], ["GET", `requests/${request_id}/status`], ["GET", `requests/${request_id}/result`], ["POST", `requests/${request_id}/cancel`], ["GET", balance]] as const) {
      expect(refusalOf(await wrong.call(method, path)), path).toMatchObject({ status: 401, error_code: 400004 });
      expect((await right.call(method, path)).status, path).toBeLessThan(300);
    }
  },
  async clients(setUp) {
    const { emulator, quickInput } = await setUp({ token: "right" });
    const client = callerOf(emulator.url, "right", { "x-runcomfy-client": "cli/1.0", accept: "application/json", "content-type": "application/json" });
    const first = await client.accepted(quickInput(), QUICK_PATH);
    await expect.poll(async () => (await client.call("GET", `requests/${first.request_id}/status`)).body, { timeout: FINISHED_MS }).toMatchObject({ status: "completed" });
    expect((await client.call("GET", `requests/${first.request_id}/result`)).body).toMatchObject({ status: "succeeded", output: { image: textWith(/^http/) } });
    const second = await client.accepted(quickInput(), QUICK_PATH);
    await expect.poll(async () => (await client.call("GET", `requests/${second.request_id}/result?include_cost=true`)).body, { timeout: FINISHED_MS }).toMatchObject({ status: "succeeded", cost: 0.03 });
  },
});

holdLines("calls", contractLines.calls, {
  async submit(setUp) {
    const { caller, input, emulator } = await setUp({ stageMs: WAITING });
    const { status, body } = await caller.submit(input());
    expect([status, keysOf(body)]).toEqual([200, ["cancel_url", "request_id", "result_url", "status_url"]]);
    const { request_id, ...addresses } = submittedSchema.parse(body);
    expect(Object.values(addresses).toSorted()).toEqual(["cancel", "result", "status"].map((verb) => `${emulator.url}/requests/${request_id}/${verb}`));
  },
  async status(setUp) {
    const { caller, quickInput } = await setUp({ stageMs: { ...AT_ONCE, start: 600_000 } });
    const running = await caller.accepted(quickInput(), QUICK_PATH);
    await expect.poll(async () => (await caller.call("GET", running.status_url)).body, { timeout: FINISHED_MS }).toMatchObject({ status: "in_progress" });
    const waiting = await caller.accepted(quickInput(), QUICK_PATH);
    expect(await caller.call("GET", waiting.status_url)).toEqual({ status: 200, body: { request_id: waiting.request_id, status: "in_queue", queue_position: 1, status_url: waiting.status_url, result_url: waiting.result_url } });
    expect(keysOf((await caller.call("GET", running.status_url)).body)).toEqual(["request_id", "result_url", "status", "status_url"]);
  },
  async result(setUp) {
    const { caller, input } = await setUp({ stageMs: WAITING });
    const { request_id } = await caller.accepted(input());
    const { status, body } = await caller.call("GET", `requests/${request_id}/result`);
    expect([status, body]).toEqual([200, { request_id, status: "in_queue", created_at: textWith(/^\d{4}-.+Z$/), finished_at: null }]);
  },
  async cost(setUp) {
    const { caller, quickInput } = await setUp();
    const { request_id, result_url } = await caller.accepted(quickInput(), QUICK_PATH);
    expect((await caller.finished(request_id)).cost).toBe(0.03);
    for (const query of ["", "?include_cost=false"]) expect(keysOf((await caller.call("GET", `${result_url}${query}`)).body), query).toEqual(["created_at", "finished_at", "output", "request_id", "status"]);
  },
  async cancel(setUp) {
    const { caller, input } = await setUp({ stageMs: WAITING });
    const { request_id, cancel_url } = await caller.accepted(input());
    expect(await caller.call("POST", cancel_url)).toEqual({ status: 202, body: { request_id, status: "cancelled", outcome: "cancelled" } });
    expect(await caller.call("POST", cancel_url)).toEqual({ status: 202, body: { request_id, status: "cancelled", outcome: "not_cancellable" } });
  },
  async list(setUp) {
    const { caller } = await setUp();
    const listed = async (query: string) => listSchema.parse((await caller.call("GET", `models${query}`)).body);
    const ids = async (query: string) => (await listed(query)).models.map((entry) => entry.model_id);
    const all = await ids("");
    expect(all).toHaveLength(3);
    expect(await listed("?limit=1&offset=1")).toMatchObject({ models: [{ model_id: all[1] }], total: 3 });
    expect(await listed("?offset=3")).toEqual({ models: [], total: 3 });
    expect(await ids("?search=SINGLE")).toEqual(["contact-sheet/single-edit"]);
    expect(await ids("?category=image-to-video")).toEqual(["contact-sheet/clip"]);
    expect(await ids("?kind=model&search=")).toEqual(all);
    expect(await listed("?kind=workflow")).toEqual({ models: [], total: 0 });
    expect((await listed("?limit=1")).models[0]).not.toHaveProperty("input_schema");
    expect((await listed("?limit=1&include_schema=true")).models[0]).toHaveProperty("input_schema.properties");
    for (const limit of ["0", "501", "-1", "many"]) {
      expect(refusalOf(await caller.call("GET", `models?limit=${limit}`)), limit).toMatchObject({ status: 422, error_code: 422001, detail: [{ loc: ["query", "limit"] }] });
    }
    expect(await ids("?limit=500")).toEqual(all);
  },
  async categories(setUp) {
    const { caller } = await setUp();
    expect(await caller.call("GET", "models/categories")).toEqual({ status: 200, body: { categories: ["image-to-image", "image-to-video"] } });
  },
  async entry(setUp) {
    const { caller } = await setUp();
    for (const [path, unit] of [[MODEL_PATH, "output"], [QUICK_PATH, "output"], [CLIP_PATH, "second"]] as const) {
      const { status, body } = await caller.call("GET", path);
      const entry = fullEntrySchema.parse(body);
      expect([status, entry.model_id, entry.price_unit]).toEqual([200, path.replace("models/", ""), unit]);
      expect([Object.keys(entry.input_schema.properties), entry.input_schema.required]).toEqual([entry.inputs, entry.required_inputs]);
    }
    expect(await caller.call("GET", MODEL_PATH.replaceAll("/", "%2F").replace("%2F", "/"))).toEqual(await caller.call("GET", MODEL_PATH));
  },
  async noPrice(setUp) {
    const { caller, input } = await setUp({ tellsPrices: false, stageMs: WAITING });
    expect((await caller.call("GET", MODEL_PATH)).body).not.toHaveProperty("base_price_usd");
    await caller.accepted(input());
    expect((await caller.ledger()).posts[0]?.billed_usd).toBe(0.06);
  },
  async balance(setUp) {
    const { caller, emulator, input } = await setUp({ balanceUsd: 1, stageMs: WAITING });
    const balance = async () => (await caller.call("GET", `${emulator.serverlessUrl}/prod/v2/balance`)).body;
    expect(await balance()).toEqual({ balance_usd: 1, currency: "USD" });
    await caller.accepted(input());
    expect(await balance()).toEqual({ balance_usd: 0.94, currency: "USD" });
  },
  async requestId(setUp) {
    const { caller, input } = await setUp({ stageMs: WAITING });
    expect((await caller.accepted(input())).request_id).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
  },
  async noIdempotency(setUp) {
    const { emulator, input } = await setUp({ stageMs: WAITING });
    const twice = callerOf(emulator.url, undefined, { "idempotency-key": "one" });
    expect((await twice.accepted(input())).request_id).not.toBe((await twice.accepted(input())).request_id);
    expect((await twice.ledger()).posts.map(({ billed_usd }) => billed_usd)).toEqual([0.06, 0.06]);
  },
  async noList(setUp) {
    const { caller, quickInput, host } = await setUp();
    for (const [method, path] of [["GET", "requests"], ["GET", "requests/"], ["POST", "files"], ["POST", "uploads"]] as const) {
      expect(refusalOf(await caller.call(method, path)), path).toMatchObject({ status: 404, error_code: 404001 });
    }
    const { request_id } = await caller.accepted(quickInput(), `${QUICK_PATH}?webhook=${encodeURIComponent(host.url("heard"))}`);
    await caller.finished(request_id);
    expect(host.asked).toEqual(["cups.jpg"]);
  },
  async unknownQueries(setUp) {
    const { caller, input } = await setUp({ stageMs: WAITING });
    const { status_url, result_url } = await caller.accepted(input(), `${MODEL_PATH}?what=ever`);
    for (const address of [status_url, result_url, MODEL_PATH, "models"]) expect(await caller.call("GET", `${address}?what=ever&include_cost=maybe`)).toEqual(await caller.call("GET", address));
  },
});
