import { ownPicksSchema, type OwnPicks } from "@/lib/shares/pick";
import { publicShareSchema, type PublicShare } from "@/lib/shares/public-share";

/** @throws where it is no such answer. */
export const parsePublicShare = (answer: unknown): PublicShare => publicShareSchema.parse(answer);
export const parseOwnPicks = (answer: unknown): OwnPicks => ownPicksSchema.parse(answer);
