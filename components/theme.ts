export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Whatever a cookie or the page says: what is no theme is the system's. */
export const themeOf = (value: unknown): Theme => themes.find((theme) => theme === value) ?? "system";

/** A cookie, so that the server's first HTML already has the chosen theme: no flash and no inline script. */
export const themeCookie = "theme";

export const themeAttribute = (theme: Theme): "light" | "dark" | undefined => (theme === "system" ? undefined : theme);
