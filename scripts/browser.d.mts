export function findBrowser(): string | null;
export function installBrowser(): Promise<boolean>;
export const browserArgs: string[];
