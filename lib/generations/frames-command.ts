import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { limits } from "@/lib/limits";

/** A person's selection of frames. */
export const framesCommandSchema = z.object({ outputIds: z.array(z.string().check(z.regex(idPattern("out")))).check(z.minLength(1), z.maxLength(limits.framesAtOnce)) });
export const markCommandSchema = z.extend(framesCommandSchema, { marked: z.boolean() });
export type FramesCommand = z.infer<typeof framesCommandSchema>;
export type MarkCommand = z.infer<typeof markCommandSchema>;

/** None of them is the owner's, or it is too late: a strange frame and another owner's are one answer. */
export type FramesRefusal = { code: "not_found" };
