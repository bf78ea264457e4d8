import { fixFile } from "@/components/references/fixing/fix-file";
import { isSpent } from "@/components/references/fixing/open-bitmap";
import { fixOrderSchema, type WorkerWord } from "@/components/references/fixing/worker-messages";

const say = (word: WorkerWord): void => self.postMessage(word);

async function answer(order: unknown): Promise<void> {
  const { file, rules, way } = fixOrderSchema.parse(order);
  try {
    const prepared = await fixFile(file, { rules, way, tell: (progress) => say({ kind: "progress", ...progress }) });
    say({ kind: "done", prepared, isSpent: isSpent() });
  } catch {
    // Out of memory, an encoder that fails: they cannot be told apart.
    say({ kind: "done", prepared: { kind: "refused", problem: { code: "damaged" } }, isSpent: true });
  }
}

self.addEventListener("message", ({ data }) => void answer(data));
say({ kind: "loaded" });
