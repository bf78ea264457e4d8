import "server-only";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Finding } from "@/lib/server/doctor/finding";
import type { DownloadFailure, Http } from "@/lib/server/http";
import type { Storage } from "@/lib/server/storage/storage";

/** The smallest PNG: one transparent pixel. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
type Deps = { storage: Storage; http: Http; engineBaseUrl: string };

/** Puts a small picture, reads it where the engine would (no cookie, no token), and takes it away again. */
export async function checkStorage({ storage, http, engineBaseUrl }: Deps): Promise<Finding> {
  const folder = await mkdtemp(path.join(tmpdir(), "contact-sheet-doctor-"));
  const source = path.join(folder, "doctor.png");
  try {
    await writeFile(source, PIXEL);
    const stored = await storage.put(source, { name: "doctor.png", mime: "image/png" });
    if (!stored.ok) return { state: "mend", says: `${nameOf(storage)} took no file`, todo: storage.kind === "uploadthing" ? "Is UPLOADTHING_TOKEN whole and valid, is there room in its plan, and is this machine online?" : "Can DATA_DIR be written?" };
    const { key } = stored.value;
    const finding = await readBack({ storage, http, engineBaseUrl }, key, path.join(folder, "read")).catch(async (error: unknown) => {
      await storage.remove(key);
      throw error;
    });
    const removed = await storage.remove(key);
    if (!removed.ok && finding.state !== "mend") return { state: "mend", says: `${nameOf(storage)} did not remove the test file ${key}`, todo: "Remove it by hand, and see whether the token may delete files." };
    return finding;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const nameOf = ({ kind }: Storage): string => (kind === "uploadthing" ? "UploadThing" : "DATA_DIR");

async function readBack({ storage, http, engineBaseUrl }: Deps, key: string, target: string): Promise<Finding> {
  const url = storage.publicUrl(key, engineBaseUrl);
  if (!url.ok) return { state: "unseen", says: `${nameOf(storage)} takes and gives up files; without ${url.error.variable} nobody else can read them` };
  const answer = await http.download(url.value, target, { maxBytes: PIXEL.length });
  const where = new URL(url.value).origin;
  if (!answer.ok) return failureOf(answer.error, storage, where);
  if (!PIXEL.equals(await readFile(target))) return { state: "mend", says: `${where} answers with other bytes than were stored`, todo: "Does something in front rewrite files? Is it another studio with another DATA_DIR?" };
  return { state: "good", says: `${nameOf(storage)}: written, read back from ${where} without a cookie, removed` };
}

function failureOf(failure: DownloadFailure, storage: Storage, where: string): Finding {
  switch (failure.code) {
    case "broken":
      if (storage.kind === "local" && failure.reason.includes("ECONNREFUSED")) {
        return { state: "unseen", says: `DATA_DIR takes and gives up files; the studio does not run at ${where}, so none could be read from it` };
      }
      return { state: "mend", says: `the file could not be read from ${where} (${failure.reason})`, todo: "The engine would not get it either. Is the address up, with a valid certificate?" };
    case "forbidden_address":
      return { state: "mend", says: `this machine's DNS gives a private address for ${where}; elsewhere it may be another`, todo: "The studio cannot prove its references from in here. Have this machine ask a public DNS server for that name." };
    case "too_large":
      return { state: "mend", says: `${where} answers with more bytes than were stored`, todo: "A log-in page? The engine sends no cookies: let /api/files/r/ through." };
    case "status":
      return failure.status === 404
        ? { state: "mend", says: `${where} answers, but not with the file (HTTP 404)`, todo: "Does another studio run there, or this one with another DATA_DIR?" }
        : { state: "mend", says: `${where} answers HTTP ${failure.status}`, todo: "The engine sends no cookies and no token: let /api/files/r/ through." };
    default: return failure satisfies never;
  }
}
