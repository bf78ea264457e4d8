import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { geist, geistFurther, geistMono } from "@/app/fonts";
import { themeAttribute, themeCookie, themeOf } from "@/components/theme";
import { requestMessages, requestTranslator } from "@/lib/server/language";
import "@/app/globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslator();
  return { title: { default: "Contact Sheet", template: "%s · Contact Sheet" }, description: t("app.description") };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover", colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  const { language } = await requestMessages();
  return (
    <html lang={language} data-theme={themeAttribute(theme)} className={`${geist.variable} ${geistFurther.variable} ${geistMono.variable}`}>
      <body>{children}</body>
    </html>
  );
}
