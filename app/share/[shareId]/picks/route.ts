import { postPick } from "@/lib/server/routes/public-share";

type Context = { params: Promise<{ shareId: string }> };

export const POST = async (request: Request, { params }: Context) => postPick(request, (await params).shareId);
