import { createHash } from "node:crypto";
import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { newId } from "@/lib/ids";
import { defaultModel } from "@/lib/models/catalog";
import type { Draft } from "@/lib/sessions/session";

type Seed = {
  /** Of a studio that was started once: its tables are there. */
  dataDir: string;
  takes: number;
  framesOfTake: number;
  ownerId?: string;
  /** Every so manieth frame is marked; 0 for none. */
  markEvery?: number;
  /** Each frame is a file of its own, as in life: a browser decodes each. */
  ownFiles?: boolean;
  /** Parts of photographs, which weigh what photographs weigh; otherwise gradients. */
  photographs?: boolean;
};
export type Seeded = { sessionId: string; frames: number; marked: number };

const PICTURES = 12;
const WIDTH = 2560;
const HEIGHT = 1440;
const MINUTE_MS = 60_000;
const PROMPTS = ["Generate 10 images of the cups in image 1, colder light each time", "이미지 1의 찻잔 사진 10장, 조금씩 더 차가운 빛", "Generate 10 images of the oranges at dusk, further away each time"];

/** A finished session of so many takes, written straight into the database, with a few real pictures between them. */
export async function seedSheet({ dataDir, takes, framesOfTake, ownerId = "local", markEvery = 0, ownFiles = false, photographs = false }: Seed): Promise<Seeded> {
  const pictures = await Promise.all(Array.from({ length: PICTURES }, (_, nth) => makePicture(dataDir, nth, photographs)));
  const db = new SQLite(path.join(dataDir, "contact-sheet.db"), { timeout: 10_000 });
  const sessionId = newId("ses");
  const insert = (table: string, row: Record<string, string | number | null>) =>
    db.prepare(`insert into "${table}" (${Object.keys(row).join(", ")}) values (${Object.keys(row).map((name) => `@${name}`).join(", ")})`).run(row);
  // The last of them is no news any more.
  const begun = Date.now() - (takes + 60) * MINUTE_MS;
  const draft = (prompt: string, referenceId: string): Draft => ({ ...defaultModel.emptyDraft(), prompt, count: framesOfTake, referenceIds: [referenceId] });
  let marked = 0;
  try {
    db.transaction(() => {
      const referenceId = newId("ref");
      const [first] = pictures;
      if (!first) throw new Error("no picture");
      insert("references", {
        id: referenceId, owner_id: ownerId, name: "cups.jpg", storage: "local", stored_key: first.referenceKey, sha256: first.sha256, sha256_once: null, format: "jpeg",
        width: WIDTH, height: HEIGHT, bytes: first.bytes, thumb_key: first.small, used_at: begun, given_at: begun, created_at: begun,
      });
      insert("sessions", {
        id: sessionId, owner_id: ownerId, title: `${takes} takes`, draft_json: JSON.stringify(draft(PROMPTS[0] ?? "", referenceId)), draft_revision: 0, takes, version: takes,
        created_at: begun, updated_at: Date.now(), title_folded: `${takes} takes`, prompt_folded: "",
      });
      insert("session_references", { session_id: sessionId, reference_id: referenceId });
      for (let take = 1; take <= takes; take += 1) {
        const id = newId("gen");
        const at = begun + take * MINUTE_MS;
        const prompt = PROMPTS[take % PROMPTS.length] ?? "";
        insert("generations", {
          id, session_id: sessionId, owner_id: ownerId, take, version: take, idempotency_key: id, model_id: defaultModel.model.id, engine: "demo", base_url: "http://127.0.0.1:4010/v1",
          draft_json: JSON.stringify(draft(prompt, referenceId)), prompt_folded: prompt.toLowerCase(), images_asked: framesOfTake, status: "completed", waiting: "none", cancel: "none",
          request_id: `seed-${take}`, reserved_micro_usd: 0, charge: "charged", charged_micro_usd: 0, budget_day: "2026-01-01", created_at: at, post_started_at: at, accepted_at: at,
          started_at: at, settled_at: at + 19_000, lease_until: 0, due_at: at, attempts: 0, lost_strikes: 0,
        });
        insert("generation_references", { generation_id: id, position: 0, reference_id: referenceId });
        for (let frame = 1; frame <= framesOfTake; frame += 1) {
          const nth = take * framesOfTake + frame;
          const source = pictures[nth % PICTURES] ?? first;
          const picture = ownFiles ? ownCopy(dataDir, source, `${sessionId} ${nth}`) : source;
          const isMarked = markEvery > 0 && nth % markEvery === 0;
          if (isMarked) marked += 1;
          insert("outputs", {
            id: newId("out"), generation_id: id, frame, state: "delivered", pending_since: at, attempts: 0, media: "image", mime: "image/jpeg", file_key: picture.file, sha256: picture.sha256,
            bytes: picture.bytes, width: WIDTH, height: HEIGHT, thumb_small_key: picture.small, thumb_large_key: picture.large, placeholder: picture.placeholder, thumb_bytes: picture.thumbBytes,
            marked_at: isMarked ? at : null,
          });
        }
      }
    })();
  } finally {
    db.close();
  }
  return { sessionId, frames: takes * framesOfTake, marked };
}

/** One picture with all that the studio keeps of it, where it keeps it. */
async function makePicture(dataDir: string, nth: number, isPhotograph: boolean) {
  const picture = await (isPhotograph ? photograph(nth) : gradient(nth)).jpeg({ quality: 90 }).toBuffer();
  const sha256 = createHash("sha256").update(picture).digest("hex");
  const thumb = (width: number) => sharp(picture).resize({ width }).webp({ quality: 82 }).toBuffer();
  const [tiny, small, large] = [await thumb(384), await thumb(640), await thumb(1280)];
  const { data, info } = await sharp(picture).resize(100, 100, { fit: "inside" }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const referenceKey = `r/${sha256.slice(0, 32)}.jpg`;
  const keys = { ...keysOf(sha256), referenceKey };
  for (const [key, bytes] of [[keys.file, picture], [keys.tiny, tiny], [keys.small, small], [keys.large, large], [referenceKey, picture]] as const) {
    writeFileSync(placeOf(dataDir, key), bytes);
  }
  return { ...keys, sha256, bytes: picture.length, thumbBytes: tiny.length + small.length + large.length, placeholder: Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64") };
}

function gradient(nth: number) {
  const hue = Math.round((nth / PICTURES) * 360);
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs><linearGradient id="g"><stop stop-color="hsl(${hue},40%,30%)"/><stop offset="1" stop-color="hsl(${(hue + 60) % 360},50%,70%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="${400 + nth * 140}" cy="720" r="360" fill="hsl(${(hue + 180) % 360},30%,50%)"/></svg>`));
}

const SAMPLES = ["cups", "oranges", "blossom"];
const photograph = (nth: number) =>
  sharp(path.resolve("public/samples", `${SAMPLES[nth % SAMPLES.length]}.jpg`)).modulate({ hue: nth * 3, brightness: 1 + nth / 50 }).resize(WIDTH, HEIGHT, { fit: "cover" });

type Picture = Awaited<ReturnType<typeof makePicture>>;
const keysOf = (sha256: string) => ({ file: `o/${sha256}.jpg`, tiny: `t/${sha256}-384.webp`, small: `t/${sha256}-640.webp`, large: `t/${sha256}-1280.webp` });

function placeOf(dataDir: string, key: string): string {
  const [area = "", name = ""] = key.split("/");
  const folder = path.join(dataDir, "files", area, name.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}

/** The same bytes under names of their own. */
function ownCopy(dataDir: string, picture: Picture, name: string): Picture {
  const sha256 = createHash("sha256").update(name).digest("hex");
  const keys = keysOf(sha256);
  for (const kind of ["file", "tiny", "small", "large"] as const) linkSync(placeOf(dataDir, picture[kind]), placeOf(dataDir, keys[kind]));
  return { ...picture, ...keys, sha256 };
}
