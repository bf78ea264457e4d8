import type { ThreeLines } from "@/components/composer/refusal-text";

export function Lines({ lines: { happened, charge, todo }, children }: { lines: ThreeLines; children?: React.ReactNode }) {
  return (
    <div role="alert" className="rounded border border-bad px-3 py-2 text-hint">
      <p className="text-bad">{happened}</p>
      <p className="font-medium">{charge}</p>
      <div className="flex items-baseline justify-between gap-3 text-ink-2">
        <p>{todo}</p>
        {children}
      </div>
    </div>
  );
}
