import type { ReactNode } from "react";
import { Providers } from "@/app/(studio)/providers";
import { OwnerNameProvider } from "@/components/enter/owner-name";
import { requestMessages } from "@/lib/server/language";
import { findOwner } from "@/lib/server/owner";

/** What only those need who work here; a share's page has none of it. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const owner = await findOwner();
  const { language, messages } = await requestMessages();
  return (
    <OwnerNameProvider name={owner?.name ?? null}>
      <Providers language={language} messages={messages}>{children}</Providers>
    </OwnerNameProvider>
  );
}
