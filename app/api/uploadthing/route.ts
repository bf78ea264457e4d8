import { uploadRoute } from "@/lib/server/routes/upload";

export const GET = (request: Request) => uploadRoute(request);
export const POST = (request: Request) => uploadRoute(request);
