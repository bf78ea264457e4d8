import { getUnfurl } from "@/lib/server/routes/unfurl";

type Context = { params: Promise<{ shareId: string }> };

async function answer(request: Request, { params }: Context) {
  return getUnfurl(request, (await params).shareId);
}

export const GET = answer;
export const HEAD = answer;
