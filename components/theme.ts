import { z } from "zod";

export const themes = ["system", "light", "dark"] as const;
export const themeSchema = z.enum(themes).catch("system");
export type Theme = z.infer<typeof themeSchema>;

/** A cookie, so that the server's first HTML already has the chosen theme: no flash and no inline script. */
export const themeCookie = "theme";
const YEAR_S = 365 * 24 * 60 * 60;

export const themeAttribute = (theme: Theme): "light" | "dark" | undefined => (theme === "system" ? undefined : theme);

export function applyTheme(theme: Theme): void {
  const attribute = themeAttribute(theme);
  if (attribute) document.documentElement.dataset.theme = attribute;
  else delete document.documentElement.dataset.theme;
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
