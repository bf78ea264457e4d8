import { expect, test } from "vitest";
import { accessOf, readEnv } from "@/lib/server/env";
import { readAddress } from "@/scripts/address.mjs";

const problemsOf = (source: Record<string, string>): string => {
  try {
    readEnv(source);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

test("nothing has to be set; an empty variable is an unset one", () => {
  const empty = Object.fromEntries(["PORT", "HOST", "DATA_DIR", "STUDIO_ACCESS_CODE", "STUDIO_ACCESS", "STUDIO_SECRET", "TRUSTED_PROXY_HOPS", "CAP_USD_PER_OWNER_DAY", "DATABASE_URL"].map((name) => [name, ""]));
  for (const source of [{}, empty]) {
    expect(readEnv(source)).toMatchObject({ HOST: "127.0.0.1", TRUSTED_PROXY_HOPS: 0 });
    expect(accessOf(readEnv(source))).toEqual({ kind: "loopback" });
  }
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
