import type { ReactNode } from "react";

/** The line above a field: its name on the left, its fact on the right. */
export function FieldHead({ label, fact, htmlFor }: { label: string; fact?: ReactNode; htmlFor?: string }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      {htmlFor ? <label htmlFor={htmlFor} className="text-label font-medium">{label}</label> : <h2 className="text-label font-medium">{label}</h2>}
      {fact !== undefined && <p className="facts text-ink-3">{fact}</p>}
    </div>
  );
}

/** What is wrong, at the field it is wrong in. */
export function Finding({ id, children }: { id?: string; children: ReactNode }) {
  return <p id={id} role="alert" className="text-hint text-bad">{children}</p>;
}
