import "server-only";
import type { Result } from "@/lib/result";

/** What to set, or to set otherwise, where a reference is not at a public https address. */
export type PublicVariable = "PUBLIC_URL" | "UPLOADTHING_TOKEN" | "UPLOADTHING_UFS_HOST";
export type NotPublic = { code: "not_public"; variable: PublicVariable };

/** Where references lie, at addresses that the provider fetches without a cookie. */
export type Storage = {
  kind: "local" | "uploadthing";
  /** @param engineBaseUrl who is to fetch it: an engine on this machine also reaches a loopback address. */
  publicUrl(key: string, engineBaseUrl: string): Result<string, NotPublic>;
  /** Copies the stored bytes into a file of ours. */
  read(key: string, file: string, maxBytes: number): Promise<Result<null, StorageReadError>>;
  /** Stores a file that the server made itself (a sample, a frame to edit). */
  put(file: string, facts: { name: string; mime: string }): Promise<Result<{ key: string }, { code: "unavailable" }>>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<Result<null, { code: "unavailable" }>>;
};

export type StorageReadError = { code: "not_there" } | { code: "too_large" } | { code: "unavailable" };
