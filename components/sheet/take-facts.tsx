import { shortText } from "@/components/sheet/failure-text";
import { sizeText } from "@/components/sheet/frame-text";
import type { Generation } from "@/lib/generations/generation";

/** What the take was made from. There from the first moment, so that nothing moves when frames arrive. */
export function TakeFacts({ generation }: { generation: Generation }) {
  const { references, width, height, optimize, seed, engine } = generation;
  const short = shortText(generation);
  return (
    <div className="facts flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-ink-3">
      {references.length > 0 && (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          from
          {references.map(({ id, name, thumbUrl }, at) => (
            <span key={`${at}-${id}`} title={name} className="flex items-center gap-1.5">
              <img loading="lazy" decoding="async" src={thumbUrl} alt="" width={24} height={16} className="h-4 w-6 rounded-chip object-cover" />
              image {at + 1}
            </span>
          ))}
        </span>
      )}
      <span>{sizeText(width, height)}</span>
      <span>{optimize}</span>
      {seed !== null && <span>seed {seed}</span>}
      {engine === "demo" && <span>free, demo engine</span>}
      {short && <span className="font-sans text-hint text-warn">{short}</span>}
    </div>
  );
}
