import { getKnown } from "@/lib/server/routes/known-references";

export const GET = (request: Request) => getKnown(request);
