import { getShareState } from "@/lib/server/routes/public-share";

type Context = { params: Promise<{ shareId: string }> };

export const GET = async (_request: Request, { params }: Context) => getShareState((await params).shareId);
