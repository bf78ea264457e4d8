import { getExport, headExport } from "@/lib/server/routes/archives";

type Context = { params: Promise<{ sessionId: string }> };

export const GET = async (_request: Request, { params }: Context) => getExport((await params).sessionId);
export const HEAD = async (_request: Request, { params }: Context) => headExport((await params).sessionId);
