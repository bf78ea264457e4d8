export function loadEnvFiles(mode?: { isDev?: boolean }): string[];
