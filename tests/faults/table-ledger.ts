import { z } from "zod";

/** What the engine noted of each POST, newest first; what it refused has no request. */
export const ledgerSchema = z.object({
  posts: z.array(z.object({ request_id: z.string().nullable(), status: z.string().nullish(), billed_usd: z.number().nullish() })),
});
