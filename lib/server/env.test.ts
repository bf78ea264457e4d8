import path from "node:path";
import { describe, expect, test } from "vitest";
import { accessOf, envSchema, isLoopback, modelApiOf, readEnv, serverlessApiOf } from "@/lib/server/env";
import { readAddress } from "@/scripts/address.mjs";

const problemsOf = (source: Record<string, string>): string => {
  try {
    readEnv(source);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test("nothing set: loopback, its own folder, the caps of a careful person", () => {
  expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", TRUSTED_PROXY_HOPS: 0, DATA_DIR: path.resolve("data"), CAP_USD_PER_TAKE: 1_000_000, CAP_USD_PER_DAY: 10_000_000 });
  expect(accessOf(readEnv({}))).toEqual({ kind: "loopback" });
});

test("an empty variable is an unset one, for each of them", () => {
  const names = Object.keys(envSchema.shape);
  expect(readEnv(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(readEnv({}));
  expect(readEnv(Object.fromEntries(names.map((name) => [name, "  "])))).toEqual(readEnv({}));
});

test("every problem is told at once, by its variable's name, and no value is repeated", () => {
  const bad = {
    PORT: "sevenhundred", HOST: "198.51.100.77", DATABASE_URL: "mysql://user:hunter2@db", PUBLIC_URL: "studio.example", RUNCOMFY_MODEL_API_BASE: "ftp://sekret.example",
    RUNCOMFY_SERVERLESS_API_BASE: "ftp://balance.example", UPLOADTHING_API_URL: "ftp://uploads.example", UPLOADTHING_UFS_HOST: "https://cdn.example/files", UPLOADTHING_UFS_APP_ID_LOCATION: "somewhere",
    UPLOADTHING_INGEST_URL: "notanaddress", PRICE_USD_PER_OUTPUT: "cheapest", CAP_USD_PER_TAKE: "-77", CAP_USD_PER_DAY: "lots", RUNCOMFY_POLL_MS: "7", RUNCOMFY_READS_PER_SECOND: "many",
  };
  const problems = problemsOf(bad);
  for (const [name, value] of Object.entries(bad)) {
    expect(problems).toContain(`  ${name} `);
    if (value.length > 2) expect(problems).not.toContain(value);
  }
});

test("money is read as dollars, zero included, and a cap may be nothing", () => {
  expect(readEnv({ PRICE_USD_PER_OUTPUT: "0.035", CAP_USD_PER_TAKE: "0", CAP_USD_PER_DAY: "2.5" })).toMatchObject({ PRICE_USD_PER_OUTPUT: 35_000, CAP_USD_PER_TAKE: 0, CAP_USD_PER_DAY: 2_500_000 });
});

test("an address loses the slash at its end, a token the space around it", () => {
  expect(readEnv({ RUNCOMFY_MODEL_API_BASE: "https://api.example/v1//", RUNCOMFY_TOKEN: " abc\n" })).toMatchObject({ RUNCOMFY_MODEL_API_BASE: "https://api.example/v1", RUNCOMFY_TOKEN: "abc" });
});

test("RunComfy's two addresses: its own, and for an engine of one's own that engine's alone", () => {
  const addressesOf = (source: Record<string, string>) => [modelApiOf(readEnv(source)), serverlessApiOf(readEnv(source))];
  const base = { RUNCOMFY_MODEL_API_BASE: "http://127.0.0.1:4010/v1" };
  expect(addressesOf({})).toEqual(["https://model-api.runcomfy.net/v1", "https://api.runcomfy.net"]);
  expect(addressesOf(base)).toEqual(["http://127.0.0.1:4010/v1", "http://127.0.0.1:4010"]);
  expect(addressesOf({ ...base, RUNCOMFY_SERVERLESS_API_BASE: "https://balance.example/" })).toEqual(["http://127.0.0.1:4010/v1", "https://balance.example"]);
});

test("other machines may reach it only where somebody is asked for a code, or it was said that everyone may; set-up and server agree", () => {
  const far = { HOST: "0.0.0.0" };
  const allowed = [{ HOST: "127.0.0.1" }, { ...far, STUDIO_ACCESS_CODE: "ann:apple-tree" }, { ...far, STUDIO_ACCESS: "open" }];
  for (const source of allowed) expect([problemsOf(source), readAddress(source).refusal]).toEqual(["", undefined]);
  for (const source of [far, { ...far, STUDIO_ACCESS_CODE: "", STUDIO_ACCESS: "" }]) {
    expect(problemsOf(source)).toMatch(/HOST has to be a loopback address.*STUDIO_ACCESS_CODE/);
    expect(readAddress(source).refusal).toMatch(/no access code/);
  }
});

test("every problem is named at once, and no secret is repeated", () => {
  const problems = problemsOf({ HOST: "0.0.0.0", PORT: "0", DATABASE_URL: "postgres://u:hidden@db/x", STUDIO_SECRET: "", TRUSTED_PROXY_HOPS: "-1" });
  for (const name of ["HOST", "PORT", "STUDIO_SECRET", "TRUSTED_PROXY_HOPS"]) expect(problems).toMatch(new RegExp(`^  ${name} `, "m"));
  const secrets = problemsOf({ STUDIO_ACCESS_CODE: "ann:hidden,ANN:hidden", STUDIO_ACCESS: "hidden", STUDIO_SECRET: "hidden" });
  for (const name of ["STUDIO_ACCESS_CODE", "STUDIO_ACCESS", "STUDIO_SECRET"]) expect(secrets).toMatch(new RegExp(`^  ${name} `, "m"));
  expect(problems + secrets).not.toContain("hidden");
});

test("codes and an open door contradict each other", () => {
  expect(problemsOf({ STUDIO_ACCESS_CODE: "ann:apple-tree", STUDIO_ACCESS: "open" })).toMatch(/STUDIO_ACCESS contradicts/);
});

describe("loopback", () => {
  test.each(["127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"])("%s is", (host) => { expect([isLoopback(host), readAddress({ HOST: host }).refusal]).toEqual([true, undefined]); });
  test.each(["0.0.0.0", "::", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "128.0.0.1", "127.999.1.1"])("%s is not", (host) => {
    expect([isLoopback(host), readAddress({ HOST: host }).refusal]).toEqual([false, expect.stringContaining(host)]);
  });
  test("nothing is no address, and where nothing is set it is listened at one", () => { expect([isLoopback(""), readAddress({ HOST: " " })]).toEqual([false, { host: "127.0.0.1", port: 3000 }]); });
  test("brackets are an address's in a URL: it is listened at without", () => { expect(readAddress({ HOST: "[::1]" })).toEqual({ host: "::1", port: 3000 }); });
});
