import { enterRoute } from "@/lib/server/routes/entry";

export const POST = (request: Request) => enterRoute(request);
