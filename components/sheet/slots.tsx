import { useTranslations } from "@/components/language/translations";
import { Frame } from "@/components/sheet/frame";
import { slotsOf, type Slot } from "@/components/sheet/sheet-view";
import { Strip } from "@/components/sheet/strip";
import { classes } from "@/components/ui/classes";
import { frameName, type Generation } from "@/lib/generations/generation";

export function Slots({ generation, markedOnly, eager }: { generation: Generation; markedOnly: boolean; eager: boolean }) {
  return (
    <Strip shape={generation}>
      {slotsOf(generation, markedOnly).map((slot) => <SlotView key={slot.index} slot={slot} generation={generation} eager={eager} />)}
    </Strip>
  );
}

function SlotView({ slot, generation, eager }: { slot: Slot; generation: Generation; eager: boolean }) {
  const t = useTranslations();
  const name = frameName(generation.take, slot.index);
  switch (slot.state) {
    case "waiting":
      return <EmptySlot shape={generation} className="facts border-dashed border-line-strong text-ink-3" text={name} silent />;
    case "missing":
    case "lost":
      return <EmptySlot shape={generation} className="border-line text-hint text-ink-2" text={t(`sheet.slot.${slot.state}`, { frame: name })} />;
    case "deleted":
      return null;
    case "delivered":
      return <Frame frame={{ output: slot, generation }} eager={eager} />;
    default:
      return slot satisfies never;
  }
}

/** `silent`: the take's state line already tells a screen reader what is awaited. */
function EmptySlot({ shape, className, text, silent = false }: { shape: { width: number; height: number }; className: string; text: string; silent?: boolean }) {
  return (
    <div className="pb-6" aria-hidden={silent}>
      <div
        className={classes("grid w-full place-items-center rounded-frame border px-1 text-center", className)}
        style={{ aspectRatio: `${shape.width} / ${shape.height}` }}
      >
        {text}
      </div>
    </div>
  );
}
