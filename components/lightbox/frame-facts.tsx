import { useTranslations } from "@/components/language/translations";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { sizeText } from "@/components/sheet/frame-text";
import { priceText, tookText } from "@/components/sheet/state-line";
import { frameName, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import type { Translator } from "@/lib/messages/translator";

/** What was asked for and what came, what the frame was made from, and the prompt. */
export function FrameFacts({ frame }: { frame: SheetFrame }) {
  const t = useTranslations();
  const { output, generation } = frame;
  return (
    <>
      <Heading>Settings</Heading>
      <table className="w-full text-label">
        <thead>
          <tr className="text-left text-ink-3">
            <td />
            <th scope="col" className="py-0.5 font-normal">Asked</th>
            <th scope="col" className="py-0.5 font-normal">Got</th>
          </tr>
        </thead>
        <tbody>
          {factsOf(t, frame).map(({ name, asked, got }) => (
            <tr key={name} className="tabular-nums">
              <th scope="row" className="py-0.5 pr-3 text-left font-normal text-ink-3">{name}</th>
              <td className="py-0.5 pr-3">{asked}</td>
              <td className="py-0.5">{got}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {generation.references.length > 0 && <Heading>Made from</Heading>}
      <p className="facts flex flex-wrap items-center gap-2 text-ink-3">
        {generation.references.map(({ id, name, thumbUrl }, at) => (
          <span key={`${at}-${id}`} title={name} className="flex items-center gap-1.5">
            <img src={thumbUrl} alt="" className="h-10 w-auto max-w-16 rounded-chip object-cover" />
            image {at + 1}
          </span>
        ))}
        {generation.references.length > 0 && <span>→ {frameName(generation.take, output.index)}</span>}
      </p>
      <Heading>Prompt</Heading>
      <p lang="" className="text-label wrap-anywhere whitespace-pre-line text-ink-2">{generation.prompt}</p>
    </>
  );
}

const Heading = ({ children }: { children: string }) => <h2 className="mt-5 mb-1.5 text-label font-medium">{children}</h2>;

type Fact = { name: string; asked: string | null; got: string | null };

function factsOf(t: Translator, { output, generation }: SheetFrame): Fact[] {
  const facts: Fact[] = [
    { name: "Size", asked: sizeText(generation.width, generation.height), got: sizeText(output.width, output.height) },
    { name: "Images", asked: generation.count === 1 ? "1" : `up to ${generation.count}`, got: String(deliveredOf(generation).length) },
    { name: "Price", ...priceFact(t, generation) },
    { name: "Optimize", asked: generation.optimize, got: null },
    { name: "Seed", asked: generation.seed === null ? "random" : String(generation.seed), got: null },
    { name: "File", asked: null, got: `${output.mime.replace(/^.*\//, "").toUpperCase()}, ${(output.bytes / 1_000_000).toFixed(1)} MB` },
  ];
  if (generation.status === "completed") facts.push({ name: "Time", asked: null, got: tookText(t, generation.settledAt - generation.createdAt) });
  return facts;
}

/** A charge is what was paid; anything else is still what was asked. */
function priceFact(t: Translator, generation: Generation): Pick<Fact, "asked" | "got"> {
  if (generation.engine === "demo") return { asked: "free", got: "free" };
  const price = priceText(t, generation);
  return generation.charge === "charged" ? { asked: null, got: price } : { asked: price, got: null };
}
