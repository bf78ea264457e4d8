"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { loadToastArea } from "@/components/on-demand";
import { useStore } from "@/components/ui/store";
import { toastQueue } from "@/components/ui/toast-queue";

const ToastArea = dynamic(loadToastArea, { ssr: false });

/** Loads the toast library with the first toast, and keeps it. */
export function Toaster() {
  const waiting = useStore(toastQueue, (queue) => queue.length > 0);
  const [wanted, setWanted] = useState(false);
  if (waiting && !wanted) setWanted(true);
  return wanted ? <ToastArea /> : null;
}
