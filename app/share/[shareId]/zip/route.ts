import { getShareZip } from "@/lib/server/routes/public-share";

type Context = { params: Promise<{ shareId: string }> };

export const GET = async (_request: Request, { params }: Context) => getShareZip((await params).shareId);
