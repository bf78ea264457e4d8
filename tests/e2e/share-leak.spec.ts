import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { z } from "zod";
import { newId } from "@/lib/ids";
import { shareParts, type ShownParts } from "@/lib/shares/share";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet } from "@/tests/support/seed-sheet";
import { expect, test } from "@/tests/support/story";
import { fileInDataDir } from "@/tests/support/story-database";
import type { Studio } from "@/tests/support/studio";
import { unzip } from "@/tests/support/unzip";

const TAKES = 4;
const FRAMES = 3;
/** In each picture as engines and cameras write: a comment, EXIF, XMP. */
const IN_PICTURES = "SENTINEL-in-a-picture";
const TABLES = ["sessions", "references", "generations", "outputs", "session_references", "uploads"] as const;
/** What says nothing of anybody: words of the tables themselves. */
const COMMON = /^(?:.{0,7}|image\/(?:jpeg|png)|video\/mp4|completed|delivered|charged|runcomfy)$/;

const kinds = [["frames", { frames: 2 }], ["takes", { takes: 1 }], ["session", {}]] as const;
const none = { prompt: false, settings: false, references: false, lineage: false, originals: false, price: false };
const rowsSchema = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
const change = (studio: Studio, statement: string) => fileInDataDir.change(statement, studio.dataDir);
const rows = async (studio: Studio, statement: string) => rowsSchema.parse(await fileInDataDir.rows(statement, studio.dataDir));

/** Of each take its own words and numbers, and in each picture words beside it. Deleted: the last frame of the first take, and the last take. */
async function furnish(studio: Studio): Promise<string> {
  const { sessionId: earlier } = await seedSheet({ dataDir: studio.dataDir, takes: 1, framesOfTake: 1 });
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: TAKES, framesOfTake: FRAMES });
  await madeFrom(studio, earlier, sessionId);
  await change(studio, `update sessions set title = 'SENTINEL-title', title_folded = 'sentinel-title', owner_id = 'SENTINEL-owner', prompt_folded = 'sentinel-draft', draft_json = json_set(draft_json, '$.prompt', 'SENTINEL-draft')`);
  await change(studio, `update generations set owner_id = 'SENTINEL-owner', request_id = 'SENTINEL-request-' || take, input_json = '{"SENTINEL-input":1}', result_json = '{"SENTINEL-result":1}', base_url = 'https://SENTINEL-engine/v1', lease_holder = 'SENTINEL-holder', engine = 'runcomfy',
    draft_json = json_set(draft_json, '$.prompt', 'SENTINEL-prompt-' || take, '$.seed', 7100000 + take), prompt_folded = 'sentinel-prompt-' || take, charged_micro_usd = 7110000 + take * 10000`);
  await change(studio, `update "references" set name = 'SENTINEL-name.jpg', owner_id = 'SENTINEL-owner', source_json = '{"SENTINEL-source":1}'`);
  await change(studio, "update outputs set source_url = 'https://SENTINEL-engine/' || id");
  await change(studio, `update generations set deleted_at = ${Date.now()} where take = ${TAKES}`);
  await change(studio, `update outputs set deleted_at = ${Date.now()} where frame = ${FRAMES} and generation_id in (select id from generations where take = 1)`);
  const keys = await rows(studio, 'select file_key as key from outputs union select stored_key as key from "references"');
  for (const key of new Set(keys.flatMap((row) => Object.values(row)).map(String))) await writeInto(studio, key);
  return sessionId;
}

/** Every take of the session is made from a frame of another that nobody shared. */
async function madeFrom(studio: Studio, earlier: string, later: string): Promise<void> {
  await change(studio, `update generations set created_at = created_at - 86400000 where session_id = '${earlier}'`);
  const [output] = await rows(studio, `select outputs.id from outputs inner join generations on generations.id = generation_id where session_id = '${earlier}'`);
  const [reference] = await rows(studio, `select "references".* from "references" inner join session_references on reference_id = id where session_id = '${later}'`);
  const id = newId("ref");
  const row = { ...reference, id, sha256_once: null, output_id: output?.id ?? null, made_from: "1-1", made_from_output_id: output?.id ?? null };
  const written = Object.values(row).map((value) => (typeof value === "string" ? `'${value}'` : String(value)));
  await change(studio, `insert into "references" (${Object.keys(row).join(", ")}) values (${written.join(", ")})`);
  await change(studio, `update generation_references set reference_id = '${id}' where generation_id in (select id from generations where session_id = '${later}')`);
}

async function writeInto({ dataDir }: Studio, key: string): Promise<void> {
  const [area = "", name = ""] = key.split("/");
  const file = path.join(dataDir, "files", area, name.slice(0, 2), name);
  const bytes = await sharp(readFileSync(file)).withExif({ IFD0: { ImageDescription: IN_PICTURES } }).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${IN_PICTURES}</x:xmpmeta>`).jpeg().toBuffer();
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, IN_PICTURES.length + 2]), Buffer.from(IN_PICTURES)]);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2), Buffer.from(IN_PICTURES)]));
}

/** Everything on record that a share has not for its own: words, keys, ids, hashes, and the moments. */
async function onRecord(studio: Studio): Promise<string[]> {
  const all = await Promise.all(TABLES.map((table) => rows(studio, `select * from "${table}"`)));
  const values = all.flat().flatMap((row) => Object.values(row)).flatMap((value) => (typeof value === "string" || (value !== null && value > 1_000_000_000_000) ? [String(value)] : []));
  return [...new Set([...values, IN_PICTURES, "SENTINEL", "sentinel", "/api/files", "local-owner"])].filter((value) => !COMMON.test(value));
}

/** All that a stranger is given who asks for everything: each answer with its headers, an archive unpacked. */
async function given(studio: Studio, id: string): Promise<{ from: string; status: number; text: string }[]> {
  const files = ["1", "1-384", "1-640", "1-1280", "1-image1-384", "1-image1-640", "1-image1-1280", "1-step1-640", "1-step2-640", "2", "3-640", "7-640"].map((name) => `/files/${name}`);
  const asks: { path: string; headers?: Record<string, string> }[] = [{ path: "" }, { path: "", headers: { rsc: "1" } }, { path: "/state" }, { path: "/zip" }, { path: "/unfurl" }, ...files.map((file) => ({ path: file }))];
  return Promise.all(asks.map(async ({ path: at, headers }) => {
    const answer = await fetch(`${studio.url}/share/${id}${at}`, { headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const parts = at === "/zip" && answer.ok ? [...unzip(bytes)].map(([name, content]) => `${name}\n${content.toString("latin1")}`) : [bytes.toString("latin1")];
    return { from: `${at}${headers ? " as data" : ""}`, status: answer.status, text: [[...answer.headers].join("\n"), ...parts].join("\n") };
  }));
}

/** How it is known that a part came through: somewhere in what was given, or as a file. */
const SIGNS: Record<keyof ShownParts, (answers: Awaited<ReturnType<typeof given>>) => boolean> = {
  prompt: (answers) => answers.some(({ text }) => text.includes("SENTINEL-prompt-1")),
  settings: (answers) => answers.some(({ text }) => text.includes("7100001")),
  references: (answers) => answers.some(({ from, status, text }) => (from.includes("-image1-") && status === 200) || /-image1-640|references\/image-/.test(text)),
  lineage: (answers) => answers.some(({ from, status, text }) => (from.includes("-step") && status === 200) || text.includes("-step2-640")),
  originals: (answers) => answers.some(({ from, status, text }) => (/^\/(?:zip|files\/1)$/.test(from) && status === 200) || /\/zip"|files\/1"/.test(text)),
  // Of single frames their part of it: two of three that came.
  price: (answers) => answers.some(({ text }) => /7120000|4746667/.test(text)),
};

/** What may be seen of it, beside what is shown of every share. */
const mayBe = (value: string, shows: ShownParts): boolean =>
  (shows.prompt && value === "SENTINEL-prompt-1") || (shows.settings && shows.originals && value === "bytedance/seedream-4-0/edit-sequential");

test("whatever a share shows, nothing else that is on record is in its page, data, headers, pictures or zip", async ({ studio }) => {
  const sessionId = await furnish(studio);
  const secrets = await onRecord(studio);
  expect(secrets.length).toBeGreaterThan(80);
  const choices: ShownParts[] = [none, ...shareParts.map((part) => ({ ...none, [part]: true })), { prompt: true, settings: true, references: true, lineage: true, originals: true, price: true }];
  for (const [kind, what] of kinds) {
    for (const shows of choices) {
      const id = seedShare({ dataDir: studio.dataDir, sessionId, ownerId: "SENTINEL-owner", shows, ...what });
      const answers = await given(studio, id);
      expect({ kind, shows, came: Object.fromEntries(shareParts.map((part) => [part, SIGNS[part](answers)])) }).toEqual({ kind, shows, came: shows });
      for (const { from, text } of answers) {
        // Another take of the same share is shown as this one is.
        const plain = text.replaceAll(/SENTINEL-prompt-[23]/g, (found) => (shows.prompt && kind === "session" ? "" : found));
        const found = secrets.filter((secret) => plain.replaceAll("SENTINEL-prompt-1", shows.prompt ? "" : "SENTINEL-prompt-1").includes(secret) && !mayBe(secret, shows));
        expect({ kind, shows, from, found }).toEqual({ kind, shows, from, found: [] });
      }
    }
  }
});
