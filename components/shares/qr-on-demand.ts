import { onDemand } from "@/components/version/new-version";

/** Its library comes with the first link that is shown. */
export const loadQrCode = onDemand(() => import("@/components/shares/qr-code").then(({ QrCode }) => QrCode));
