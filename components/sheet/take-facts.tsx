import { useTranslations } from "@/components/language/translations";
import { shortText } from "@/components/sheet/failure-text";
import { sizeText } from "@/components/sheet/frame-text";
import { waitingText } from "@/components/sheet/state-line";
import type { Generation } from "@/lib/generations/generation";

/** What the take was made from. There from the first moment, so that nothing moves when frames arrive. */
export function TakeFacts({ generation }: { generation: Generation }) {
  const { references, width, height, optimize, seed, engine } = generation;
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
    </div>
  );
}

/** What is to be said of a take beside its frames. Its room, and the space below the take, is kept from the start: it pushes nothing when it comes. */
export function TakeNote({ generation }: { generation: Generation }) {
  const t = useTranslations();
  return <p className="min-h-6.5 pb-2.5 text-hint text-warn @max-[640px]/sheet:min-h-10.5">{waitingText(t, generation) ?? shortText(t, generation)}</p>;
}
