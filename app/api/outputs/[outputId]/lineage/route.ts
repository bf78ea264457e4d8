import { getLineage } from "@/lib/server/routes/records";

type Context = { params: Promise<{ outputId: string }> };

export const GET = async (_request: Request, { params }: Context) => getLineage((await params).outputId);
