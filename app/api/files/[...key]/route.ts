import { getFile } from "@/lib/server/routes/files";

type Context = { params: Promise<{ key: string[] }> };

export const GET = async (request: Request, { params }: Context) => getFile(request, (await params).key);
export const HEAD = GET;
