import { getFacts } from "@/lib/server/routes/records";

type Context = { params: Promise<{ generationId: string }> };

export const GET = async (_request: Request, { params }: Context) => getFacts((await params).generationId);
