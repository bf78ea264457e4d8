"use client";

import { useOwnerName } from "@/components/enter/owner-name";
import { Button } from "@/components/ui/button";

/** Only where a code leads back in. */
export function LeaveButton({ className }: { className?: string }) {
  const name = useOwnerName();
  if (name === null) return null;
  return (
    <form method="post" action="/api/leave" className={className}>
      <Button type="submit" look="quiet" title={`You are here as ${name}`}>Leave</Button>
    </form>
  );
}
