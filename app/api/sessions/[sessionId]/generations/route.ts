import { getSheet } from "@/lib/server/routes/sheet";

type Context = { params: Promise<{ sessionId: string }> };

export const GET = async (request: Request, { params }: Context) => getSheet(request, (await params).sessionId);
