import type { Sharing } from "@/components/sheet/frame-acts";
import { isSettled, outputsOf, type DeliveredOutput, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import type { ComposerModel } from "@/lib/models/composer-model";
import { previewed } from "@/lib/shares/previewed";
import type { SharedSlot, SharedTake } from "@/lib/shares/public-view";
import type { Shared } from "@/lib/shares/share";
import type { SharePreview } from "@/lib/shares/share-preview";

/** What a share would show, from what the sheet knows. */
export function previewOf(sharing: Sharing, generations: readonly Generation[], model: Pick<ComposerModel, "name" | "sizes">): SharePreview {
  const takes = takesOf(sharing, generations);
  let number = 0;
  const shared = takes.map(({ generation, outputs }): SharedTake => {
    const waits = sharing.kind !== "frames" && !isSettled(generation);
    const slots = outputs.map((output) => slotOf(number += 1, output));
    const awaited = waits ? Array.from({ length: Math.max(0, generation.count - outputsOf(generation).length) }, () => ({ number: number += 1, output: null })) : [];
    return sharedTake(generation, model, [...slots, ...awaited]);
  });
  const references = new Map(takes.flatMap(({ generation }) => generation.references.map(({ id, thumbUrl }) => [id, { id, thumbUrl }] as const)));
  return previewed({ kind: sharedOf(sharing).kind, takes: shared }, { pictures: takes.flatMap(({ outputs }) => outputs.map(pictureOf)), references: [...references.values()] });
}

const pictureOf = ({ id, thumbs, width, height, bytes }: DeliveredOutput): SharePreview["pictures"][number] => ({ id, thumbUrl: thumbs?.tiny ?? null, width, height, bytes });

/** As the server is asked for it. */
export function sharedOf(sharing: Sharing): Shared {
  switch (sharing.kind) {
    case "frames": return { kind: "frames", outputIds: sharing.frames.map(({ output }) => output.id) };
    case "take": return { kind: "takes", generationIds: [sharing.generation.id] };
    case "session": return { kind: "session" };
    default: return sharing satisfies never;
  }
}

type Taken = { generation: Generation; outputs: readonly DeliveredOutput[] };

/** As they are now, oldest first: a take goes on while the dialog is open. */
function takesOf(sharing: Sharing, generations: readonly Generation[]): Taken[] {
  const oldestFirst = [...generations].sort((one, other) => one.take - other.take);
  switch (sharing.kind) {
    case "frames": {
      const ids = new Set(sharing.frames.map(({ output }) => output.id));
      return oldestFirst.map((generation) => ({ generation, outputs: deliveredOf(generation).filter(({ id }) => ids.has(id)) })).filter(({ outputs }) => outputs.length > 0);
    }
    case "take": return oldestFirst.filter(({ id }) => id === sharing.generation.id).map((generation) => ({ generation, outputs: deliveredOf(generation) }));
    case "session": return oldestFirst.map((generation) => ({ generation, outputs: deliveredOf(generation) }));
    default: return sharing satisfies never;
  }
}

const slotOf = (number: number, { media, width, height, thumbs }: DeliveredOutput): SharedSlot =>
  ({ number, output: { state: "delivered", isDeleted: false, media, width: Math.max(1, width), height: Math.max(1, height), hasPreviews: thumbs !== null, hasOriginal: true, tint: null } });

function sharedTake(generation: Generation, { name, sizes }: Pick<ComposerModel, "name" | "sizes">, slots: readonly SharedSlot[]): SharedTake {
  const { status, prompt, count, width, height, optimize, seed, modelId, engine, amountMicroUsd } = generation;
  const ratio = sizes.find((size) => size.width === width && size.height === height)?.ratio ?? "";
  return {
    status, prompt, modelId, size: "", engine, slots, references: [], line: [],
    settings: { model: name, count, width, height, ratio, optimize, seed },
    priceMicroUsd: amountMicroUsd,
    delivered: outputsOf(generation).filter(({ state }) => state === "delivered" || state === "deleted").length,
  };
}
