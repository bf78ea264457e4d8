import { getShareFile } from "@/lib/server/routes/public-share";

type Context = { params: Promise<{ shareId: string; file: string }> };

async function answer(request: Request, { params }: Context) {
  const { shareId, file } = await params;
  return getShareFile(request, shareId, file);
}

export const GET = answer;
export const HEAD = answer;
