import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { formatUsd, type MicroUsd } from "@/lib/budget/money";
import { limits } from "@/lib/limits";
import type { ImageSize } from "@/lib/models/composer-model";
import { err, ok } from "@/lib/result";
import { bytesOf, readPicture } from "@/lib/server/images/inspect";
import { extensionOf } from "@/lib/server/storage/files";
import type { Ended } from "./smoke-follow";
import type { SmokeDeps } from "./smoke-run";
import type { StepResult } from "./smoke-step";

/** Copies the picture before its address expires, looks at its bytes, and keeps it for the person to see. */
export async function keepPicture({ http, folder, keepDir }: SmokeDeps, { urls: [url = ""] }: Ended, requestId: string, asked: ImageSize): Promise<StepResult<string>> {
  const file = path.join(folder, "picture");
  const answer = await http.download(url, file, { maxBytes: limits.imageBytes });
  if (!answer.ok) {
    const reason = answer.error.code === "status" ? `HTTP ${answer.error.status}` : answer.error.code === "broken" ? answer.error.reason : answer.error.code.replaceAll("_", " ");
    return err({ says: `the picture could not be fetched (${reason})`, todo: `It was made, and charged: ${url}`, exitCode: 1 });
  }
  const read = await readPicture(file);
  if (!read.ok) return err({ says: "what came is not a picture that the studio reads", todo: `Look at it: ${url}`, exitCode: 1 });
  const { mime, width, height } = read.picture;
  const kept = path.join(keepDir, `${requestId}.${extensionOf(mime)}`);
  await mkdir(keepDir, { recursive: true, mode: 0o700 });
  await copyFile(file, kept);
  const facts = `${width} x ${height}, ${mime.replace("image/", "")}, ${Math.ceil((await bytesOf(file)) / 1000)} kB`;
  const isAsked = width === asked.width && height === asked.height;
  return ok({ value: kept, says: `${facts}${isAsked ? "" : ` (${asked.width} x ${asked.height} was asked for)`}: ${kept}` });
}

/** The bill, where the engine tells it. */
export function billOf({ costMicroUsd }: Ended, expected: MicroUsd): string {
  if (costMicroUsd === null) return `The engine told no cost; ${formatUsd(expected)} was the price.`;
  const differs = costMicroUsd === expected ? "" : `, not ${formatUsd(expected)} as announced: set PRICE_USD_PER_OUTPUT so that the caps count right`;
  return `The engine charged ${formatUsd(costMicroUsd)}${differs}.`;
}
