import "server-only";

/** Who makes the pictures, as far as a command on the terminal can ask. */
export type EngineAt =
  /** The emulator inside the app: neither token nor base is set. */
  | { kind: "demo" }
  | {
      kind: "real";
      /** With /v1, without a slash at its end. */
      baseUrl: string;
      /** Where the balance is told. */
      balanceUrl: string;
      token: string | undefined;
    };
export type RealEngine = Extract<EngineAt, { kind: "real" }>;

export const bearerOf = ({ token }: RealEngine): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
