import "server-only";
import type { Env } from "@/lib/server/env";
import { uploadThingOf } from "@/lib/server/storage/upload-token";

/**
 * What a page of ours may load. Only scripts that carry the nonce run, and what those load themselves. Styles may stand in
 * attributes: strips are laid out by them, and a style runs nothing.
 */
export type PagePolicy = (page: { nonce: string; origin: string | null; isShare: boolean }) => string;

export function pagePolicy(env: Env): PagePolicy {
  const upload = uploadThingOf(env)?.ingestUrl;
  // React explains its errors by eval while it is worked on, and Next reloads over a socket; neither is served.
  const isDevelopment = env.NODE_ENV === "development";
  const fixed = (isShare: boolean) => [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    // Where photographs are stored is no visitor's business.
    `connect-src 'self'${upload === undefined || isShare ? "" : ` ${new URL(upload).origin}`}`,
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ];
  return ({ nonce, origin, isShare }) => [
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    ...fixed(isShare),
    ...(origin?.startsWith("https://") === true ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
