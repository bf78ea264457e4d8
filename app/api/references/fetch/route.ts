import { postFetch } from "@/lib/server/routes/references";

export const POST = (request: Request) => postFetch(request);
