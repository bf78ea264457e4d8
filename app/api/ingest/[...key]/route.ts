import { ingestHead, ingestPut } from "@/lib/server/routes/upload";

export const HEAD = (request: Request) => ingestHead(request);
export const PUT = (request: Request) => ingestPut(request);
