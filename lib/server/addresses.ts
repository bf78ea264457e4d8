import "server-only";
import { BlockList, isIP } from "node:net";

/** Addresses that are nobody's public host: RFC 6890 and what came after it. */
const notPublic = new BlockList();
const v4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24],
  ["192.0.2.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
];
const v6: readonly (readonly [string, number])[] = [
  // Tunnels and translations (64:ff9b, 2001::/23, 2002) carry an IPv4 address that may be private.
  ["::", 96], ["64:ff9b::", 96], ["64:ff9b:1::", 48], ["100::", 64], ["2001::", 23], ["2001:db8::", 32], ["2002::", 16],
  ["fc00::", 7], ["fe80::", 10], ["fec0::", 10], ["ff00::", 8],
];
for (const [net, prefix] of v4) notPublic.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of v6) notPublic.addSubnet(net, prefix, "ipv6");

/** Names that only a network of one's own knows (RFC 6761, 6762 and 8375, ICANN's "internal"), or what routers give by themselves. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home|home\.arpa)$/;

/** Nobody outside reaches it, whatever any DNS says: written as a private address, or as a name of one's own network. As `URL.hostname` has it. */
export function isPrivateHost(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0) return !isPublicAddress(literal);
  const name = literal.replace(/\.$/, "");
  return !name.includes(".") || PRIVATE_NAME.test(name);
}

/** BlockList reads a mapped address (::ffff:10.0.0.1) by its IPv4 rules. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !notPublic.check(address, family === 4 ? "ipv4" : "ipv6");
}
