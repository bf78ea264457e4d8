/** Code that loads on demand did not come: the build that it belongs to may be gone from the server. */
export class PartMissing extends Error {
  override readonly name = "PartMissing";
}

export const loadPart = <T>(part: Promise<T>): Promise<T> =>
  part.catch((error: unknown) => { throw new PartMissing("a part of the page could not be loaded", { cause: error }); });
