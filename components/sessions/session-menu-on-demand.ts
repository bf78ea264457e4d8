import dynamic from "next/dynamic";
import { onDemand } from "@/components/version/new-version";

/** Fetched when the title is pointed at: it is there by the click. */
export const loadSessionMenu = onDemand(() => import("@/components/sessions/session-menu").then(({ SessionMenu }) => SessionMenu));

export const SessionMenu = dynamic(loadSessionMenu, { ssr: false });
