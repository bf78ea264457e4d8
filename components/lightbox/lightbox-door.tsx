"use client";

import dynamic from "next/dynamic";
import { useState, useSyncExternalStore } from "react";
import { askedFor } from "@/components/lightbox/asked-for";
import { loadLightbox } from "@/components/lightbox/lightbox-on-demand";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { useStore } from "@/components/ui/store";

const Lightbox = dynamic(loadLightbox, { ssr: false });

/** Loads the lightbox when a frame is first opened, or at once where the address names one, and keeps it. */
export function LightboxDoor(props: { sessionId: string; frames: readonly SheetFrame[] }) {
  const asked = useStore(askedFor, (names) => names !== null);
  const linked = useSyncExternalStore(onTravel, isLinked, no);
  const [wanted, setWanted] = useState(false);
  if ((asked || linked) && !wanted) setWanted(true);
  return wanted && <Lightbox {...props} />;
}

const isLinked = (): boolean => /[?&]frame=/.test(location.search);
const no = () => false;

function onTravel(listener: () => void) {
  addEventListener("popstate", listener);
  return () => removeEventListener("popstate", listener);
}
