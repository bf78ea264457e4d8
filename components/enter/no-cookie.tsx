import type { Route } from "next";
import { buttonClass } from "@/components/ui/button";

/** In an open studio only a browser that keeps no cookie ever stays here. */
export function NoCookie({ next }: { next: Route }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-ink-2">The studio tells your sessions from other people's by a cookie, and your browser did not keep it.</p>
      <p className="text-ink-2">Allow cookies for this address, then try again.</p>
      <a href={next} className={`${buttonClass("primary")} inline-flex items-center`}>Try again</a>
    </div>
  );
}
