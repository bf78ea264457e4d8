import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

const NAME = "marked";

/** Held in the address: a reload, a bookmark and the lightbox's Back come to the same sheet. */
export function useMarkedFilter(): { markedOnly: boolean; showMarkedOnly: (markedOnly: boolean) => void } {
  const markedOnly = useSearchParams().get(NAME) === "1";
  const showMarkedOnly = useCallback((wanted: boolean) => {
    const address = new URL(location.href);
    if (wanted) address.searchParams.set(NAME, "1");
    else address.searchParams.delete(NAME);
    // Not with the entry's own state: what carries the router's sign is passed by it, and read by nobody.
    history.replaceState(null, "", address);
  }, []);
  return { markedOnly, showMarkedOnly };
}
