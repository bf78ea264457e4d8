"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { limits } from "@/lib/limits";

/** In the address as well: it can be sent, kept and reloaded. Without JavaScript it is an ordinary form. */
export function LibrarySearch({ asked, onSearch }: { asked: string; onSearch: (search: string) => void }) {
  const t = useTranslations();
  const field = useRef<HTMLInputElement>(null);
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
      <form action="/library" onSubmit={(event) => event.preventDefault()} className="relative max-w-100 max-md:max-w-full">
        <input
          ref={field}
          type="search"
          name="search"
          aria-label={t("sessions.search")}
          placeholder={t("sessions.search")}
          value={typed}
          maxLength={limits.searchChars}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          className="h-9 w-full rounded border border-line-strong bg-sheet pr-10 pl-3 text-body placeholder:text-ink-3 max-md:text-field touch:h-11 [&::-webkit-search-cancel-button]:hidden"
        />
        {typed !== "" && (
          <button
            type="button"
            aria-label={t("sessions.search.clear")}
            onClick={() => {
              setTyped("");
              field.current?.focus();
            }}
            className="absolute inset-y-0 right-0 w-9 rounded text-ink-3 hover:text-ink touch:w-11"
          >
            ×
          </button>
        )}
      </form>
    </search>
  );
}
