import type { FetchFailure } from "@/lib/references/fetched-picture";

/** Why a picture could not be brought from its address, in one line. @param host as the person knows the address by. */
export function fetchText(failure: FetchFailure, host: string): string {
  switch (failure.code) {
    case "invalid_address": return "This is no address that a picture can be fetched from.";
    case "private_address": return `${host} is an address inside a network: the studio does not go there. Save the picture and add its file.`;
    case "unreachable": return failure.status === null ? `${host} does not answer.` : `${host} does not give this picture away (it answered ${failure.status}). Save it and add its file.`;
    case "not_an_image": return `What ${host} gave is not a picture. Copy the address of the picture itself.`;
    case "too_large": return `The picture at ${host} is over ${Math.floor(failure.limitBytes / 1_000_000)} MB.`;
    case "too_many_tries": return `Many pictures were fetched just now. Again in ${minutes(failure.waitMs)}.`;
    case "studio_unreachable": return "The studio's server does not answer. Nothing was changed.";
    default: return failure satisfies never;
  }
}

function minutes(ms: number): string {
  const count = Math.max(1, Math.ceil(ms / 60_000));
  return count === 1 ? "a minute" : `${count} minutes`;
}
