import { getPrompts } from "@/lib/server/routes/records";

export const GET = (request: Request) => getPrompts(request);
