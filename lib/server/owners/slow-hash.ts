import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const KEY_BYTES = 32;
const SALT_BYTES = 16;

export const slowHash = (code: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(code.normalize("NFC"), salt, KEY_BYTES, (error, key) => { if (error) reject(error); else resolve(key); });
  });

/** "salt:hash", to be kept. */
export async function keptHash(text: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return `${salt.toString("hex")}:${(await slowHash(text, salt)).toString("hex")}`;
}

/** How long the answer takes does not tell how much was right. */
export async function isHashOf(kept: string, given: string): Promise<boolean> {
  const [salt = "", hash = ""] = kept.split(":");
  const right = Buffer.from(hash, "hex");
  const found = await slowHash(given, Buffer.from(salt, "hex"));
  return right.length === found.length && timingSafeEqual(right, found);
}
