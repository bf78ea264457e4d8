import { getShelf } from "@/lib/server/routes/references";

export const GET = (request: Request) => getShelf(request);
