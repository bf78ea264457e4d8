export function refuseOldNode(): void;
