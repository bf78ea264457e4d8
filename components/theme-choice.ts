import { useSyncExternalStore } from "react";
import { themeAttribute, themeCookie, themeOf, type Theme } from "@/components/theme";

const YEAR_S = 365 * 24 * 60 * 60;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const chosen = (): Theme => themeOf(document.documentElement.dataset.theme);

/** The theme chosen, as the root element has it. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, chosen, () => "system");

export function applyTheme(theme: Theme): void {
  const attribute = themeAttribute(theme);
  if (attribute) document.documentElement.dataset.theme = attribute;
  else delete document.documentElement.dataset.theme;
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
  for (const listener of listeners) listener();
}
