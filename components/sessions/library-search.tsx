"use client";

import { useEffect, useState } from "react";
import { limits } from "@/lib/limits";

/** In the address as well: it can be sent, kept and reloaded. Without JavaScript it is an ordinary form. */
export function LibrarySearch({ asked, onSearch }: { asked: string; onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => {
      const search = typed.trim();
      onSearch(search);
      const address = search === "" ? "/library" : `/library?search=${encodeURIComponent(search)}`;
      if (`${window.location.pathname}${window.location.search}` !== address) window.history.replaceState(null, "", address);
    }, limits.searchDelayMs);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <search>
      <form action="/library" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          name="search"
          aria-label="Search titles and prompts"
          placeholder="Search titles and prompts"
          value={typed}
          maxLength={limits.searchChars}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          className="h-9 w-full max-w-100 rounded border border-line-strong bg-sheet px-3 text-body placeholder:text-ink-3 max-md:max-w-full max-md:text-field touch:h-11"
        />
      </form>
    </search>
  );
}
