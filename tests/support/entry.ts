import type { Page } from "playwright/test";
import type { Studio } from "@/tests/support/studio";

export const codes = { ann: "apple-tree-11", bob: "blue-sky-22" } as const;
export const withCodes = { STUDIO_ACCESS_CODE: `Ann:${codes.ann}, Bob:${codes.bob}` };

/** As a person enters. */
export async function enter(page: Page, studio: Studio, code: string, address = "/"): Promise<void> {
  await page.goto(`${studio.url}${address}`);
  await page.getByLabel("Access code").fill(code);
  await page.getByRole("button", { name: "Enter" }).click();
}

export type Entered = {
  status: number;
  location: string | null;
  /** "name=value", as it is sent back. */
  cookie: string | null;
  setCookie: string | null;
  /** The page that a browser shows next, where the code was refused. */
  body: string;
};

/** As a browser sends the form; `headers` may be a proxy's, or a liar's. */
export async function postEntry(studio: Studio, code: string, { headers = {}, origin = studio.url, next = "/" }: { headers?: Record<string, string>; origin?: string | null; next?: string } = {}): Promise<Entered> {
  const answer = await fetch(`${studio.url}/api/enter`, {
    method: "POST", body: new URLSearchParams({ code, next }), redirect: "manual", headers: { ...headers, ...(origin === null ? {} : { origin }) },
  });
  const setCookie = answer.headers.getSetCookie().find((cookie) => /^(__Host-)?owner=/.test(cookie)) ?? null;
  const location = answer.headers.get("location");
  const body = location?.startsWith("/enter") === true ? await (await fetch(`${studio.url}${location}`, { headers })).text() : await answer.text();
  return { status: answer.status, location, cookie: setCookie?.split(";")[0] ?? null, setCookie, body };
}

export async function cookieOf(studio: Studio, code: string): Promise<string> {
  const { cookie } = await postEntry(studio, code);
  if (cookie === null) throw new Error("no cookie for this code");
  return cookie;
}
