import { onDemand } from "@/components/version/new-version";

/** What the library needs once somebody asks for it. */
export const loadExport = () => import("@/components/archives/export-session");
export const loadImportDialog = onDemand(() => import("@/components/archives/import-dialog").then(({ ImportDialog }) => ImportDialog));
export const loadFreeDialog = onDemand(() => import("@/components/sessions/free-dialog").then(({ FreeDialog }) => FreeDialog));
