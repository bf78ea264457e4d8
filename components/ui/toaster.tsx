"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useStore } from "@/components/ui/store";
import { toastQueue } from "@/components/ui/toast-queue";
import { onDemand } from "@/components/version/new-version";

const ToastArea = dynamic(onDemand(() => import("@/components/ui/toast-area").then(({ ToastArea }) => ToastArea)), { ssr: false });

/** Loads the toast library with the first toast, and keeps it. */
export function Toaster() {
  const waiting = useStore(toastQueue, (queue) => queue.length > 0);
  const [wanted, setWanted] = useState(false);
  if (waiting && !wanted) setWanted(true);
  return wanted ? <ToastArea /> : null;
}
