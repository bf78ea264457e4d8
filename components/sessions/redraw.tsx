"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server for the page anew. */
export function Redraw() {
  const router = useRouter();
  useEffect(() => router.refresh(), [router]);
  return null;
}
