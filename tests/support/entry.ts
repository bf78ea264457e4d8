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
  body: string;
};

const text = (html: string): string => html.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** As a browser without JavaScript sends the form; `headers` may be a proxy's, or a liar's. */
export async function postEntry(studio: Studio, code: string, { headers = {}, origin = studio.url, next = "/" }: { headers?: Record<string, string>; origin?: string | null; next?: string } = {}): Promise<Entered> {
  const page = await (await fetch(`${studio.url}/enter?next=${encodeURIComponent(next)}`, { headers, redirect: "manual" })).text();
  const form = new FormData();
  for (const [input] of page.matchAll(/<input type="hidden"[^>]*>/g)) {
    const [, name = ""] = /name="([^"]*)"/.exec(input) ?? [];
    const [, value = ""] = /value="([^"]*)"/.exec(input) ?? [];
    form.append(text(name), text(value));
  }
  form.set("code", code);
  const answer = await fetch(`${studio.url}/enter`, { method: "POST", body: form, redirect: "manual", headers: { ...headers, ...(origin === null ? {} : { origin }) } });
  const setCookie = answer.headers.getSetCookie().find((cookie) => /^(__Host-)?owner=/.test(cookie)) ?? null;
  return { status: answer.status, location: answer.headers.get("location"), cookie: setCookie?.split(";")[0] ?? null, setCookie, body: await answer.text() };
}

export async function cookieOf(studio: Studio, code: string): Promise<string> {
  const { cookie } = await postEntry(studio, code);
  if (cookie === null) throw new Error("no cookie for this code");
  return cookie;
}
