import { getZip } from "@/lib/server/routes/zip";

type Context = { params: Promise<{ sessionId: string }> };

export const GET = async (request: Request, { params }: Context) => getZip(request, (await params).sessionId);
