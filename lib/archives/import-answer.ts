import * as z from "zod/mini";

/** Why a session was not brought in: nothing of it was. `name` is the file of the zip that it is about. */
const importRefusalSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("not_a_zip") }),
  z.object({ code: z.literal("broken") }),
  z.object({ code: z.literal("too_large") }),
  z.object({ code: z.literal("cut_off") }),
  z.object({ code: z.literal("disk_full") }),
  /** Another one is being brought in. */
  z.object({ code: z.literal("busy") }),
  /** A zip of the studio's that holds frames and their recipe, but no session; or no zip of the studio's. */
  z.object({ code: z.literal("no_session") }),
  z.object({ code: z.literal("not_an_archive") }),
  z.object({ code: z.literal("newer"), version: z.int() }),
  z.object({ code: z.literal("file_missing"), name: z.string() }),
  /** Its bytes are not those that were exported. */
  z.object({ code: z.literal("file_changed"), name: z.string() }),
  /** Its bytes are those that were exported, and no picture or film that the studio keeps. */
  z.object({ code: z.literal("file_refused"), name: z.string() }),
  z.object({ code: z.literal("storage_unavailable") }),
]);
export type ImportRefusal = z.infer<typeof importRefusalSchema>;

export const importUrl = "/api/sessions/import";

/** What the answer of POST /api/sessions/import says, a line each; the last is "done" or "refused". */
export const importLineSchema = z.discriminatedUnion("is", [
  z.object({ is: z.literal("at"), files: z.int(), of: z.int() }),
  z.object({ is: z.literal("done"), sessionId: z.string(), takes: z.int(), frames: z.int(), /** Photographs that the zip itself lacks. */ missing: z.int() }),
  z.object({ is: z.literal("refused"), refusal: importRefusalSchema }),
]);
export type ImportLine = z.infer<typeof importLineSchema>;
export type Imported = Extract<ImportLine, { is: "done" }>;
