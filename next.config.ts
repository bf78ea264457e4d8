import type { NextConfig } from "next";

/** What never changes by request. */
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  // A session's address is nobody else's business.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()" },
];

const nothing = { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" };

const config: NextConfig = {
  typedRoutes: true,
  cacheComponents: false,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Titles and previews stand in the head for whoever asks: a page is read without scripts, and by messengers of any name.
  htmlLimitedBots: /./,
  // `npm test` checks the types; who starts the studio does not wait for that.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  // Thumbnails are made once, at saving.
  images: { unoptimized: true },
  // Native code, or code that finds its own files: required, not bundled.
  serverExternalPackages: ["better-sqlite3", "opentype.js", "pg", "sharp"],
  experimental: {
    // Actions carry no files.
    serverActions: { bodySizeLimit: "1mb" },
    // It asks the network at every build.
    agentUpgrade: false,
  },
  headers: () => Promise.resolve([
    { source: "/:path*", headers },
    // What is no page of ours: whatever a browser makes of it, it loads nothing. Files have a policy of their own.
    { source: "/api/:path((?!files/).*)", headers: [nothing] },
    { source: "/samples/:path*", headers: [nothing] },
  ]),
};

export default config;
