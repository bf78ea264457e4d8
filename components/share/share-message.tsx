import type { ReactNode } from "react";

export function ShareMessage({ title, why, children }: { title: string; why: string; children?: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 px-5">
      <h1 className="text-title font-medium">{title}</h1>
      <p className="text-ink-2">{why}</p>
      {children}
    </main>
  );
}
