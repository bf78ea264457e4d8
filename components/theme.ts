import { z } from "zod";

export const themes = ["system", "light", "dark"] as const;
export const themeSchema = z.enum(themes).catch("system");
export type Theme = z.infer<typeof themeSchema>;

/** A cookie, so that the server's first HTML already has the chosen theme: no flash and no inline script. */
export const themeCookie = "theme";

export const themeAttribute = (theme: Theme): "light" | "dark" | undefined => (theme === "system" ? undefined : theme);
