import { onDemand } from "@/components/version/new-version";

/** What the library needs once somebody asks for it. */
export const loadFreeDialog = onDemand(() => import("@/components/sessions/free-dialog").then(({ FreeDialog }) => FreeDialog));
