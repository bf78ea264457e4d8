import type { Metadata, Viewport } from "next";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/app/providers";
import { OwnerNameProvider } from "@/components/enter/owner-name";
import { themeAttribute, themeCookie, themeOf } from "@/components/theme";
import { findOwner } from "@/lib/server/owner";
import "@/app/globals.css";

export const metadata: Metadata = {
  title: { default: "Contact Sheet", template: "%s · Contact Sheet" },
  description: "A studio for image models that edit in sequences.",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover", colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  const owner = await findOwner();
  return (
    <html lang="en" data-theme={themeAttribute(theme)} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <OwnerNameProvider name={owner?.name ?? null}>
          <Providers>{children}</Providers>
        </OwnerNameProvider>
      </body>
    </html>
  );
}
