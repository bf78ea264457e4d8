import { getSessionShared } from "@/lib/server/routes/shares";

type Context = { params: Promise<{ sessionId: string }> };

export const GET = async (_request: Request, { params }: Context) => getSessionShared((await params).sessionId);
