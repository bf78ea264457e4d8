import "server-only";
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

/** "host/pid/random": tells on the same machine whether the process that held a lease still lives. */
export const leaseHolder = (): string => `${hostname()}/${process.pid}/${randomBytes(6).toString("hex")}`;

/** True only where it is certain; a holder on another machine is left to its lease. */
export function isDeadHolder(holder: string): boolean {
  const [host, pid] = holder.split("/");
  if (host !== hostname()) return false;
  // Our own pid under another random part: an earlier life of this container.
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
