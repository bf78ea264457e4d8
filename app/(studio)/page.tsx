import { redirect } from "next/navigation";
import { newestOrNewSession } from "@/lib/server/sessions/open";

export const dynamic = "force-dynamic";

export default async function HomePage() {
  const session = await newestOrNewSession();
  redirect(`/studio/${session.id}`);
}
