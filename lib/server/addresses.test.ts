import { expect, test } from "vitest";
import { isPrivateHost, isPublicAddress } from "@/lib/server/addresses";

test.each(["8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "169.253.1.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"])("%s is somebody's public host", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ["this network", "0.0.0.0"], ["private", "10.1.2.3"], ["private", "172.16.0.1"], ["private", "172.31.255.255"], ["private", "192.168.0.1"], ["carrier", "100.64.0.1"],
  ["loopback", "127.0.0.1"], ["loopback", "127.255.255.254"], ["link-local, where clouds keep their metadata", "169.254.169.254"], ["protocol", "192.0.0.8"], ["documentation", "192.0.2.1"],
  ["benchmarks", "198.19.0.1"], ["multicast", "224.0.0.1"], ["reserved", "240.0.0.1"], ["broadcast", "255.255.255.255"],
  ["unspecified", "::"], ["loopback", "::1"], ["unique local", "fc00::1"], ["unique local", "fd12:3456::1"], ["link-local", "fe80::1"], ["site-local", "fec0::1"], ["multicast", "ff02::1"],
  ["documentation", "2001:db8::1"], ["discard", "100::1"], ["translated", "64:ff9b::7f00:1"], ["translated, local", "64:ff9b:1::1"], ["6to4 of a private one", "2002:a00:1::"], ["tunnel", "2001::1"],
  ["mapped private", "::ffff:10.0.0.1"], ["mapped loopback in hex", "::ffff:7f00:1"], ["mapped metadata", "::ffff:169.254.169.254"], ["mapped, written out", "0:0:0:0:0:ffff:7f00:0001"],
  ["IPv4-compatible loopback", "::127.0.0.1"], ["with a zone", "fe80::1%eth0"],
])("%s (%s) is nobody's", (_kind, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["", "localhost", "example.com", "127.1", "0x7f.1", "2130706433", "10.0.0.1/8"])("%j is no address", (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

test.each(["https://10.0.0.5", "https://192.168.1.2:8443", "https://[fd12::1]", "https://[::ffff:10.0.0.1]", "https://127.1", "https://0x7f.1", "https://localhost:3000", "https://studio.localhost", "https://studio.local", "https://studio.local.", "https://nas.lan", "https://studio.internal", "https://studio.home", "https://studio.home.arpa", "https://studio", "https://studio:8443"])("%s is of this machine or network by its very name", (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(true);
});
test.each(["https://8.8.8.8", "https://[2606:4700:4700::1111]", "https://studio.example.org", "https://localhost.example.org", "https://local.example.org", "https://mylocal.org", "https://studio.example.org.", "https://home.cern"])("%s may be public: only DNS knows", (url) => {
  expect(isPrivateHost(new URL(url).hostname)).toBe(false);
});
