import { getSharePreview } from "@/lib/server/routes/shares";

type Context = { params: Promise<{ shareId: string }> };

export const GET = async (_request: Request, { params }: Context) => getSharePreview((await params).shareId);
