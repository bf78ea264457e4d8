import { useTranslations } from "@/components/language/translations";
import { Frame } from "@/components/sheet/frame";
import { slotsOf, type Slot } from "@/components/sheet/sheet-view";
import { Strip } from "@/components/sheet/strip";
import { classes } from "@/components/ui/classes";
import { frameName, type Generation } from "@/lib/generations/generation";

/** `develops`: a frame comes in over its placeholder, because it may be seen to come. */
type Props = { generation: Generation; markedOnly: boolean; eager: boolean; develops: boolean };

export function Slots({ generation, markedOnly, ...how }: Props) {
  return (
    <Strip shape={generation}>
      {slotsOf(generation, markedOnly).map((slot) => <SlotView key={slot.index} slot={slot} generation={generation} {...how} />)}
    </Strip>
  );
}

function SlotView({ slot, generation, ...how }: { slot: Slot } & Omit<Props, "markedOnly">) {
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
      return <Frame frame={{ output: slot, generation }} {...how} />;
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
