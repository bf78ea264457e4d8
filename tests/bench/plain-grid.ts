import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import SQLite from "better-sqlite3";
import { z } from "zod";

/**
 * The same frames in a grid of all of them, each picture loaded lazily: the pictures themselves, as one would show them
 * without a thought; and, as the kindest that can be done without leaving any out, thumbnails whose size is told.
 */

const CELL = { width: 250, columns: 4 };
const rowsSchema = z.array(z.object({ name: z.string(), thumb: z.string(), file: z.string(), width: z.number(), height: z.number() }));
const FILE = /^\/([ot])\/([0-9a-f]{2})([0-9a-f]+(?:-640\.webp|\.jpg))$/;

function framesIn(dataDir: string): z.infer<typeof rowsSchema> {
  const db = new SQLite(path.join(dataDir, "contact-sheet.db"), { readonly: true });
  try {
    return rowsSchema.parse(db.prepare("select g.take || '-' || o.frame as name, o.thumb_small_key as thumb, o.file_key as file, o.width, o.height from outputs o join generations g on g.id = o.generation_id order by g.take desc, o.frame").all());
  } finally {
    db.close();
  }
}

type Kind = "pictures" | "thumbnails";

function pageOf(dataDir: string, kind: Kind): string {
  const figures = framesIn(dataDir).map(({ name, thumb, file, width, height }) => {
    const picture = kind === "pictures" ? `src="/${file}"` : `src="/${thumb}" width="${width}" height="${height}"`;
    return `<figure><img loading="lazy" ${picture} alt=""><figcaption>${name}</figcaption></figure>`;
  });
  const style = `body{margin:0}main{display:grid;grid-template-columns:repeat(${CELL.columns},${CELL.width}px);gap:6px}figure{margin:0}img{display:block;width:100%;height:auto}`;
  return `<!doctype html><html lang="en"><title>A plain grid</title><style>${style}</style><main>${figures.join("")}</main></html>`;
}

export async function servePlainGrid(dataDir: string): Promise<{ urlOf: (kind: Kind) => string; close: () => Promise<void> }> {
  const pages = { pictures: pageOf(dataDir, "pictures"), thumbnails: pageOf(dataDir, "thumbnails") };
  const server = createServer((request, response) => {
    const [, area, folder, file] = FILE.exec(request.url ?? "") ?? [];
    if (area === undefined || folder === undefined || file === undefined) {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(request.url === "/thumbnails" ? pages.thumbnails : pages.pictures);
      return;
    }
    response.setHeader("content-type", area === "t" ? "image/webp" : "image/jpeg");
    response.setHeader("cache-control", "public, max-age=31536000, immutable");
    pipeline(createReadStream(path.join(dataDir, "files", area, folder, `${folder}${file}`)), response).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    urlOf: (kind) => `http://127.0.0.1:${address.port}/${kind}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
