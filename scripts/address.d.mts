export type Address = { host: string; port: number; refusal?: undefined };
export function readAddress(env: Record<string, string | undefined>): Address | { refusal: string };
export function probeAddress(address: { host: string; port: number }): Promise<string>;
