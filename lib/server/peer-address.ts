import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { PEER_HEADER } from "@/lib/server/origin";

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const read = (from: unknown, name: string): unknown => (isObject(from) ? Reflect.get(from, name) : undefined);

/**
 * Next hides the socket from routes and pages and fills x-forwarded-for only where the caller left it empty: what stands
 * there may be the caller's own invention. So the address is written down before Next sees the request.
 */
export function notePeerAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const headers = read(read(message, "request"), "headers");
    const address = read(read(message, "socket"), "remoteAddress");
    if (isObject(headers)) Reflect.set(headers, PEER_HEADER, typeof address === "string" ? address : "unknown");
  });
}
