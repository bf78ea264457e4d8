/** Stands in for the package "server-only" under vitest: the wall itself is held by lint. */
export {};
