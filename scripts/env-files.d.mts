export function loadEnvFiles(): string[];
