import { postImport } from "@/lib/server/routes/archives";

export const POST = postImport;
