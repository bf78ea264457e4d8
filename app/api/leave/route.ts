import { leaveRoute } from "@/lib/server/routes/entry";

export const POST = () => leaveRoute();
