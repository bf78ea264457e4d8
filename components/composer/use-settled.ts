import { useEffect, useState } from "react";
import { limits } from "@/lib/limits";

/** What is typed, once typing pauses: then a search goes out. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), limits.searchDelayMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
