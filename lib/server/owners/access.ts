import "server-only";
import { z } from "zod";
import { limits } from "@/lib/limits";

/** Who may come in: whoever sits at this machine, every browser for itself, or who knows a code. */
export type Access = { kind: "loopback" } | { kind: "open" } | { kind: "codes"; codes: readonly AccessCode[] };
export type AccessCode = {
  /** As it was written; shown to its owner. */
  name: string;
  ownerId: string;
  code: string;
};

/** Who works at the machine itself. A code of this name goes on with what was made before there were codes. */
export const LOCAL_OWNER = "local";

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .-]{0,39}$/u;
/** The same person on any device, however a device writes the name. */
const ownerIdOf = (name: string): string => name.toLowerCase();

/** "name:code,name:code". The messages repeat nothing of the text: it is all secrets. */
export const accessCodesSchema = z.string().trim().transform((text, context): AccessCode[] => {
  const refuse = (message: string) => { context.addIssue({ code: "custom", message }); };
  const codes = text.normalize("NFC").split(",").map((part) => part.trim()).filter(Boolean).map((part) => {
    const colon = part.indexOf(":");
    const name = part.slice(0, Math.max(colon, 0)).trim();
    return { name, ownerId: ownerIdOf(name), code: part.slice(colon + 1).trim() };
  });
  if (codes.length === 0 || codes.some(({ name }) => name === "")) refuse("has to be name:code, several of them separated by commas");
  else if (!codes.every(({ name }) => NAME.test(name))) refuse("has a name with more than letters, digits, spaces, dots and hyphens, or over 40 of them");
  if (codes.length > limits.accessCodes) refuse(`has more than ${limits.accessCodes} codes`);
  if (codes.some(({ code }) => code.length < limits.accessCodeChars.least || code.length > limits.accessCodeChars.most)) {
    refuse(`has a code of fewer than ${limits.accessCodeChars.least} or more than ${limits.accessCodeChars.most} characters`);
  }
  if (new Set(codes.map(({ ownerId }) => ownerId)).size < codes.length) refuse("names an owner twice");
  if (new Set(codes.map(({ code }) => code)).size < codes.length) refuse("gives two owners the same code");
  return codes;
});
