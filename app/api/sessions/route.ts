import { getSessions } from "@/lib/server/routes/sessions";

export const GET = (request: Request) => getSessions(request);
