import "server-only";
import { sql } from "kysely";

/** Of a row of `outputs`: it has a number on a share that is neither revoked nor over. */
export const isOnShare = (now: number) => sql<boolean>`exists (
  select 1 from share_frames inner join shares on shares.id = share_frames.share_id
  where share_frames.generation_id = outputs.generation_id and share_frames.frame = outputs.frame
    and shares.revoked_at is null and (shares.expires_at is null or shares.expires_at > ${now}))`;
