import { redirect } from "next/navigation";
import { FromShare } from "@/components/shares/from-share";
import { homePath } from "@/lib/server/sessions/open";
import { requireOwner } from "@/lib/server/owner";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<{ from?: string | string[] }> };

export default async function HomePage({ searchParams }: Props) {
  const { from } = await searchParams;
  // A look at an address changes nothing: the page that it shows asks for the session.
  if (typeof from === "string" && await requireOwner()) return <FromShare from={from} />;
  redirect(await homePath());
}
