import { getStorageUsed } from "@/lib/server/routes/records";

export const GET = () => getStorageUsed();
