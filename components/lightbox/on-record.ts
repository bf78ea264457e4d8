import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { factsQuery, lineageQuery } from "@/lib/records/queries";

/** Whoever holds an arrow key passes many frames and wants to know of the last. */
const REST_MS = 150;

function useRested(id: string): boolean {
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested === id;
}

/** What the frame was made from; asked for once it stays on screen. */
export function useLineage({ output }: SheetFrame) {
  return useQuery({ ...lineageQuery(output.id), enabled: useRested(output.id) });
}

/** What is on record of the frame's take. */
export function useFacts({ generation }: SheetFrame) {
  return useQuery({ ...factsQuery(generation.id), enabled: useRested(generation.id) });
}
