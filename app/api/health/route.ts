import { health } from "@/lib/server/routes/health";

export const GET = () => health();
