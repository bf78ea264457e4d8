"use client";

import { createContext, useContext, type ReactNode } from "react";

const OwnerName = createContext<string | null>(null);

/** The name of the access code that this browser entered with; null where there are none. */
export const useOwnerName = (): string | null => useContext(OwnerName);

export function OwnerNameProvider({ name, children }: { name: string | null; children: ReactNode }) {
  return <OwnerName value={name}>{children}</OwnerName>;
}
