import { Frame } from "@/components/sheet/frame";
import { Strip } from "@/components/sheet/strip";
import { classes } from "@/components/ui/classes";
import { frameName, isSettled, outputsOf, type Generation, type Output } from "@/lib/generations/generation";

type Slot = { state: "waiting"; index: number } | Output;

/** A slot for every frame asked for, and for any that came beyond; what a settled take never told of did not come. */
function slotsOf(generation: Generation): Slot[] {
  const outputs = new Map(outputsOf(generation).map((output) => [output.index, output]));
  const last = Math.max(generation.count, ...outputs.keys());
  const absent = isSettled(generation) ? "missing" : "waiting";
  return Array.from({ length: last }, (_, at) => outputs.get(at + 1) ?? { state: absent, index: at + 1 });
}

export function Slots({ generation, selectedIndex, eager }: { generation: Generation; selectedIndex: number | null; eager: boolean }) {
  return (
    <Strip shape={generation}>
      {slotsOf(generation).map((slot) => (
        <SlotView key={slot.index} slot={slot} generation={generation} selected={slot.index === selectedIndex} eager={eager} />
      ))}
    </Strip>
  );
}

function SlotView({ slot, generation, selected, eager }: { slot: Slot; generation: Generation; selected: boolean; eager: boolean }) {
  const name = frameName(generation.take, slot.index);
  switch (slot.state) {
    case "waiting":
      return <EmptySlot shape={generation} className="facts border-dashed border-line-strong text-ink-3" text={name} silent />;
    case "missing":
      return <EmptySlot shape={generation} className="border-line text-hint text-ink-2" text={`${name} did not come`} />;
    case "lost":
      return <EmptySlot shape={generation} className="border-line text-hint text-ink-2" text={`${name} could not be fetched`} />;
    case "deleted":
      return <EmptySlot shape={generation} className="border-line text-hint text-ink-3" text={`${name} deleted`} />;
    case "delivered":
      return <Frame frame={{ output: slot, generation }} selected={selected} eager={eager} />;
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
