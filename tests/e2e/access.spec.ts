import { request as httpRequest } from "node:http";
import type { Page } from "playwright/test";
import { z } from "zod";
import { codes, enter, postEntry, withCodes } from "@/tests/support/entry";
import { uploadBody, uploadHeaders } from "@/tests/support/upload-command";
import { envOf, expect, samples, StudioPage, takeProblems, takeViolations, test } from "@/tests/support/story";
import { withStudio, type Studio } from "@/tests/support/studio";

const inSession = (page: Page) => page.waitForURL(/\/studio\/ses_/);
const statusOf = async (url: string, headers: Record<string, string> = {}) => (await fetch(url, { headers, redirect: "manual" })).status;
/** With these headers and no others: fetch sets Host and Sec-Fetch-Mode as it likes. */
const rawStatus = (studio: Studio, path: string, headers: Record<string, string>, method = "GET") =>
  new Promise<number | undefined>((resolve, reject) => {
    httpRequest(`${studio.url}${path}`, { method, headers }, (answer) => { answer.resume(); resolve(answer.statusCode); }).on("error", reject).end();
  });

test("two codes are two owners: neither sees the other's session, pictures or list; one code is the same owner on any device", async ({ browser, runcomfy }) => {
  await withStudio({ ...withCodes, ...envOf(runcomfy) }, async (studio) => {
    const open = async (code: string) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await enter(page, studio, code);
      await inSession(page);
      return { person: new StudioPage(page, studio), request: context.request };
    };
    const ann = await open(codes.ann);
    await ann.person.compose({ count: 1 });
    await ann.person.generate.click();
    await ann.person.expectTake(1, "completed");
    const picture = (await ann.person.frame(1, 1).getByRole("img").getAttribute("src")) ?? "";
    expect(picture).toContain("/api/files/");

    const bob = await open(codes.bob);
    expect(bob.person.address).not.toBe(ann.person.address);
    for (const [who, status] of [[ann, 200], [bob, 404]] as const) {
      for (const address of [ann.person.address, `/api/sessions/${ann.person.sessionId}/generations?since=0`, picture]) {
        expect((await who.request.get(`${studio.url}${address}`)).status(), address).toBe(status);
      }
    }
    const again = await open(codes.ann);
    expect(again.person.address).toBe(ann.person.address);
    await again.person.expectTake(1, "completed");
  });
});

test("a wrong code is told so and nothing more; the right one leads to the page that was asked for", async ({ page }) => {
  await withStudio(withCodes, async (studio) => {
    await enter(page, studio, "guess-number-1");
    await expect(page.getByRole("alert").filter({ hasText: "That is not an access code of this studio." })).toBeVisible();
    expect((await page.content()).toLowerCase()).not.toMatch(/\b(ann|bob)\b/);
    await enter(page, studio, codes.ann);
    await inSession(page);
    const session = page.url();
    await page.getByRole("button", { name: "Leave" }).click();
    await page.waitForURL(/\/enter$/);
    expect(await page.context().cookies()).toEqual([]);
    await enter(page, studio, codes.ann, new URL(session).pathname);
    await page.waitForURL(session);
  });
});

test("who enters after another in the same tab sees nothing of the other's, not even while the answer is on its way", async ({ page }) => {
  await withStudio(withCodes, async (studio) => {
    await enter(page, studio, codes.ann);
    await inSession(page);
    const title = page.getByRole("button", { name: /^Session: / });
    await title.click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("textbox", { name: "Title" }).fill("Nobody else's");
    await page.keyboard.press("Enter");
    await expect(title).toHaveText("Session: Nobody else's");
    await title.click();
    await page.getByRole("menuitem", { name: "New session" }).click();
    await expect(title).toHaveText("Session: Untitled");
    await title.click();
    await expect(page.getByRole("menuitem", { name: /Nobody else's/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Leave" }).click();
    await page.getByLabel("Access code").fill(codes.bob);
    await page.getByRole("button", { name: "Enter" }).click();
    await inSession(page);
    await page.route("**/api/sessions?*", () => {});
    await title.click();
    await expect(page.getByRole("menuitem", { name: "New session" })).toBeVisible();
    await expect(page.getByText("Nobody else's")).toHaveCount(0);
  });
});

test("what anybody may send is read to its bound and no further, and the header of a callback opens nothing else", async () => {
  await withStudio(withCodes, async (studio) => {
    const send = (path: string, headers: Record<string, string>, bytes: number) =>
      fetch(`${studio.url}${path}`, { method: "POST", body: "x".repeat(bytes), redirect: "manual", headers: { origin: studio.url, ...headers } }).then(({ status }) => status);
    const callback = { "uploadthing-hook": "callback" };
    expect([await send("/api/uploadthing?slug=reference", callback, 1000), await send("/api/uploadthing?slug=reference", callback, 100_000)]).toEqual([400, 413]);
    expect(await send("/api/uploadthing?slug=reference&actionType=upload", callback, 10)).toBe(404);
    expect(await statusOf(`${studio.url}/api/uploadthing`, callback)).toBe(404);
    expect(await send("/api/enter", { "content-type": "application/x-www-form-urlencoded" }, 100_000)).toBe(303);
  });
});

test("without JavaScript the form works too", async ({ browser }) => {
  await withStudio(withCodes, async (studio) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await enter(page, studio, "guess-number-1");
    await expect(page.getByText("That is not an access code of this studio.")).toBeVisible();
    await page.getByLabel("Access code").fill(codes.bob);
    await page.getByRole("button", { name: "Enter" }).click();
    await inSession(page);
    await page.getByRole("button", { name: "Leave" }).click();
    await page.waitForURL(/\/enter$/);
  });
});

test("the tries of one address are counted, whatever it says about where it comes from, and then the right code waits too", async ({ page }) => {
  await withStudio(withCodes, async (studio) => {
    const answers = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      answers.push(await postEntry(studio, `guess-${attempt}`, { headers: { "x-forwarded-for": `203.0.113.${attempt}`, "x-studio-peer": `203.0.113.${attempt}` } }));
    }
    expect(answers.map(({ body }) => /Too many tries\. Try again in \d+ minutes/.test(body))).toEqual([...Array.from({ length: 10 }, () => false), true]);
    await enter(page, studio, codes.ann);
    await expect(page.getByText("Too many tries. Try again in 10 minutes.")).toBeVisible();
    expect(studio.output()).not.toContain("guess-");
  });
});

test("behind a proxy that is trusted, addresses are told apart, and on https the cookie is bound to its host", async () => {
  await withStudio({ ...withCodes, TRUSTED_PROXY_HOPS: "1" }, async (studio) => {
    const from = (address: string) => ({ "x-forwarded-for": `198.51.100.7, ${address}` });
    for (let attempt = 0; attempt < 10; attempt += 1) await postEntry(studio, "guess", { headers: from("203.0.113.1") });
    expect((await postEntry(studio, codes.ann, { headers: from("203.0.113.1") })).body).toContain("Too many tries");
    const entered = await postEntry(studio, codes.ann, { headers: { ...from("203.0.113.2"), "x-forwarded-proto": "https" }, origin: studio.url.replace("http:", "https:") });
    expect(entered.setCookie).toMatch(/^__Host-owner=/);
    for (const attribute of [/; Path=\//i, /; Secure/i, /; HttpOnly/i, /; SameSite=lax/i, /; Max-Age=2592000/i]) expect(entered.setCookie).toMatch(attribute);
    expect(entered.setCookie).not.toMatch(/Domain=/i);
    expect(await statusOf(`${studio.url}/studio/ses_x`, { cookie: entered.cookie ?? "", "x-forwarded-proto": "https" })).toBe(404);
    // The same bytes under the plain name, over plain http, are no cookie of this browser's.
    expect(await statusOf(`${studio.url}/studio/ses_x`, { cookie: entered.cookie ?? "" })).toBe(307);
  });
});

test("a changed code ends what was entered with it, and another's stays", async () => {
  await withStudio(withCodes, async (studio) => {
    const ann = (await postEntry(studio, codes.ann)).cookie ?? "";
    const bob = (await postEntry(studio, codes.bob)).cookie ?? "";
    const asked = `${studio.url}/api/sessions`;
    expect([await statusOf(asked, { cookie: ann }), await statusOf(asked, { cookie: bob })]).toEqual([200, 200]);
    await studio.stop();
    await studio.start({ STUDIO_ACCESS_CODE: `Ann:another-tree-12, Bob:${codes.bob}` });
    expect([await statusOf(asked, { cookie: ann }), await statusOf(asked, { cookie: bob })]).toEqual([404, 200]);
  });
});

test("a tab that is still open after leaving is led to the entry by its next click, and back", async ({ context }) => {
  await withStudio(withCodes, async (studio) => {
    const page = await context.newPage();
    await enter(page, studio, codes.ann);
    await inSession(page);
    const session = page.url();
    await context.clearCookies();
    await page.getByRole("textbox", { name: "Prompt" }).fill("Two cups, colder light");
    await page.waitForURL(/\/enter\?next=/);
    await page.getByLabel("Access code").fill(codes.ann);
    await page.getByRole("button", { name: "Enter" }).click();
    await page.waitForURL(session);
    await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveValue("Two cups, colder light");
  });
});

test("Generate pressed after leaving in another tab is never sent by itself: it is told after the return, and pressed again", async ({ context, runcomfy }) => {
  await withStudio({ ...withCodes, ...envOf(runcomfy) }, async (studio) => {
    const page = await context.newPage();
    await enter(page, studio, codes.ann);
    await inSession(page);
    const person = new StudioPage(page, studio);
    await person.compose({ count: 1 });
    const session = page.url();
    const other = await context.newPage();
    await other.goto(session);
    await other.getByRole("button", { name: "Leave" }).click();
    await other.waitForURL(/\/enter$/);

    await person.generate.click();
    await page.waitForURL(/\/enter\?next=/);
    const submits: string[] = [];
    page.on("request", (request) => { if ((request.postData() ?? "").includes("idempotencyKey")) submits.push(request.url()); });
    await page.getByLabel("Access code").fill(codes.ann);
    await page.getByRole("button", { name: "Enter" }).click();
    await page.waitForURL(session);
    await expect(page.getByRole("alert").filter({ hasText: "You had been signed out: nothing was sent." })).toBeVisible();
    await person.reload();
    await expect(person.generate).toBeVisible();
    await expect(page.getByRole("article")).toHaveCount(0);
    expect(submits).toEqual([]);
    await person.generate.click();
    await person.expectTake(1, "completed");
    expect(submits).toHaveLength(1);
  });
});

test("an open studio gives every browser an owner of its own, and tells one that keeps no cookie", async ({ browser }) => {
  await withStudio({ STUDIO_ACCESS: "open" }, async (studio) => {
    const [first, second] = await Promise.all([browser.newContext(), browser.newContext()]);
    const mine = await new StudioPage(await first.newPage(), studio).open();
    const theirs = await new StudioPage(await second.newPage(), studio).open();
    expect(theirs.address).not.toBe(mine.address);
    expect((await second.request.get(`${studio.url}${mine.address}`)).status()).toBe(404);
    expect((await first.request.get(`${studio.url}${mine.address}`)).status()).toBe(200);
    await expect(mine.page.getByRole("button", { name: "Leave" })).toHaveCount(0);
    const [cookie] = await first.cookies();
    expect(cookie).toMatchObject({ name: "owner", httpOnly: true, sameSite: "Lax" });
    const reopened = await new StudioPage(await first.newPage(), studio).open();
    expect(reopened.address).toBe(mine.address);
    expect(await (await fetch(`${studio.url}/enter`)).text()).toContain("your browser did not keep it");
  });
});

test("on loopback without a code nobody is asked anything, and only this machine's own names are answered", async ({ page }) => {
  await withStudio({ PUBLIC_URL: "https://studio.example" }, async (studio) => {
    await new StudioPage(page, studio).open();
    expect(await page.context().cookies()).toEqual([]);
    await expect(page.getByRole("button", { name: "Leave" })).toHaveCount(0);
    const names = ["localhost:3000", "evil.example", "studio.example"];
    expect(await Promise.all(names.map((name) => rawStatus(studio, "/api/sessions", { host: name })))).toEqual([200, 404, 404]);
    expect(studio.output()).toContain("host.refused");
  });
});

test("another site can neither post to the studio nor load from it with this browser's rights", async ({ page }) => {
  await withStudio({}, async (studio) => {
    await new StudioPage(page, studio).open();
    const asked = (path: string, headers: Record<string, string>, method = "GET") => rawStatus(studio, path, headers, method);
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" };
    expect(await asked("/api/sessions", foreign)).toBe(404);
    expect(await asked("/api/sessions", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })).toBe(404);
    expect(await asked(new URL(page.url()).pathname, { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).toBe(200);
    const refused: Record<string, string>[] = [foreign, {}, { origin: "null" }, { "sec-fetch-site": "same-site" }];
    for (const headers of refused) expect(await asked("/api/uploadthing?slug=reference&actionType=upload", headers, "POST")).toBe(404);
    expect(await asked("/api/uploadthing?slug=reference&actionType=upload", { origin: studio.url }, "POST")).toBe(400);
    // What only looks carries no origin where the studio is called by a name without https.
    expect(await asked("/api/uploadthing", {})).toBe(200);
  });
});

test("an action without an origin is no action, although the framework would take it", async ({ page }) => {
  await withStudio({}, async (studio) => {
    const person = await new StudioPage(page, studio).open();
    const sent = page.waitForRequest((request) => request.headers()["next-action"] !== undefined);
    await person.prompt.fill("Two cups");
    const request = await sent;
    const call = (headers: Record<string, string>) =>
      fetch(page.url(), { method: "POST", body: request.postData(), headers: { "next-action": request.headers()["next-action"] ?? "", "content-type": "text/plain;charset=UTF-8", ...headers } }).then(({ status }) => status);
    expect([await call({}), await call({ origin: studio.url }), await call({ "sec-fetch-site": "same-origin" })]).toEqual([404, 200, 200]);
  });
});

const presignedSchema = z.array(z.object({ url: z.string() })).length(1);
const storedSchema = z.object({ ufsUrl: z.string() });

test("a person's file is never a page: it is served as a picture or as bytes, without a right to anything", async ({ page }) => {
  await withStudio({}, async (studio) => {
    const person = await new StudioPage(page, studio).open();
    await person.add(samples("cups"));
    const thumbnail = (await page.locator('[data-state="stored"] img').first().getAttribute("src")) ?? "";

    // What the studio's own page would refuse, sent past it.
    const [tileId, bytes] = ["0123456789abcdef".repeat(2), Buffer.from('<!doctype html><script>document.title = "taken over"</script>')];
    const asked = await fetch(`${studio.url}/api/uploadthing?slug=reference&actionType=upload`, {
      method: "POST",
      headers: { origin: studio.url, ...uploadHeaders },
      body: uploadBody({ tileId, sessionId: person.sessionId, bytes: bytes.length }),
    });
    const [presigned] = presignedSchema.parse(await asked.json());
    const form = new FormData();
    form.append("file", new Blob([bytes], { type: "text/html" }), tileId);
    const { ufsUrl } = storedSchema.parse(await (await fetch(presigned?.url ?? "", { method: "PUT", body: form, headers: { range: "bytes=0-" } })).json());

    const seen = await Promise.all([thumbnail, ufsUrl].map((address) => fetch(new URL(address, studio.url))));
    for (const { headers } of seen.filter(({ ok }) => ok)) {
      expect(headers.get("content-type")).toMatch(/^(image\/(jpeg|png|webp)|application\/octet-stream)$/);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none';.* sandbox$/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect(seen[0]?.status).toBe(200);
    expect(ufsUrl).toMatch(/\/api\/files\/r\/[0-9a-f]{32}\.bin$/);
  });
});

test("every page has a policy with a nonce of its own, and a script without it does not run", async ({ page }) => {
  await withStudio({}, async (studio) => {
    await new StudioPage(page, studio).open();
    const policyOf = async (path: string) => (await fetch(`${studio.url}${path}`, { redirect: "manual" })).headers.get("content-security-policy") ?? "";
    const policies = await Promise.all(["/", new URL(page.url()).pathname, "/enter", "/nothing-here", "/studio/nothing"].map(policyOf));
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      for (const part of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "default-src 'self'"]) expect(policy).toContain(part);
    }
    expect(new Set(policies).size).toBe(policies.length);
    for (const path of ["/api/nothing-here", "/api/sessions", "/samples/nothing-here"]) expect(await policyOf(path), path).toBe("default-src 'none'; frame-ancestors 'none'");
    const headers = (await fetch(page.url())).headers;
    expect(Object.fromEntries(["x-content-type-options", "x-frame-options", "referrer-policy"].map((name) => [name, headers.get(name)])))
      .toEqual({ "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin" });
    expect(headers.get("permissions-policy")).toContain("camera=()");
    const nonces = [...(await (await fetch(page.url())).text()).matchAll(/<script(?![^>]*nonce=)[^>]*>/g)];
    expect(nonces).toEqual([]);
  });
});

test("the guard of every story sees a violation", async ({ page, expectedErrors }) => {
  // The browser says it in its own words too.
  expectedErrors.push(/violates the following Content Security Policy/);
  await withStudio({}, async (studio) => {
    await new StudioPage(page, studio).open();
    const told = page.waitForEvent("console", (message) => message.text().startsWith("policy violated: script-src-attr inline"));
    await page.evaluate(() => {
      const markup = document.createElement("div");
      markup.innerHTML = '<img src="data:," onerror="document.body.dataset.taken = 1">';
      document.body.append(markup);
    });
    await told;
    expect(await page.locator("body").getAttribute("data-taken")).toBeNull();
    // Seen, and so not held against this story.
    expect(takeViolations()).toHaveLength(1);
  });
});

test("the guard of every story sees an error of any page", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const told = page.waitForEvent("console", (message) => message.text() === "planted");
  const thrown = page.context().waitForEvent("weberror");
  await page.evaluate(() => {
    console.error("planted");
    setTimeout(() => { throw new Error("thrown"); });
  });
  await Promise.all([told, thrown]);
  expect(takeProblems()).toEqual([expect.stringMatching(/^planted/), expect.stringMatching(/^page error: thrown/)]);
});
