import { getShares } from "@/lib/server/routes/shares";

export const GET = (request: Request) => getShares(request);
