import { useTranslations } from "@/components/language/translations";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { sizeText } from "@/components/sheet/frame-text";
import { deletedCount } from "@/components/sheet/sheet-view";
import { priceText, tookText } from "@/components/sheet/state-line";
import { bytesText } from "@/lib/bytes-text";
import type { Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";
import type { Translator } from "@/lib/messages/translator";

/** What was asked for and what came. */
export function FrameFacts({ frame }: { frame: SheetFrame }) {
  const t = useTranslations();
  return (
    <section>
      <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.settings")}</h2>
      <table className="w-full text-label">
        <thead>
          <tr className="text-left text-ink-3">
            <td />
            <th scope="col" className="py-0.5 font-normal">{t("lightbox.asked")}</th>
            <th scope="col" className="py-0.5 font-normal">{t("lightbox.got")}</th>
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
    </section>
  );
}

type Fact = { name: string; asked: string | null; got: string | null };

function factsOf(t: Translator, { output, generation }: SheetFrame): Fact[] {
  const { count, optimize, seed } = generation;
  const facts: Fact[] = [
    { name: t("lightbox.size"), asked: sizeText(generation.width, generation.height), got: sizeText(output.width, output.height) },
    { name: t("lightbox.images"), asked: count === 1 ? "1" : t("lightbox.upTo", { most: count }), got: String(deliveredOf(generation).length + deletedCount(generation)) },
    { name: t("lightbox.price"), ...priceFact(t, generation) },
    { name: t("lightbox.optimize"), asked: t(`sheet.optimize.${optimize}`), got: null },
    { name: t("lightbox.seed"), asked: seed === null ? t("lightbox.random") : String(seed), got: null },
    { name: t("lightbox.file"), asked: null, got: `${output.mime.replace(/^.*\//, "").toUpperCase()}, ${bytesText(output.bytes)}` },
  ];
  if (generation.status === "completed") facts.push({ name: t("lightbox.time"), asked: null, got: tookText(t, generation.settledAt - generation.createdAt) });
  return facts;
}

/** A charge is what was paid; anything else is still what was asked. */
function priceFact(t: Translator, generation: Generation): Pick<Fact, "asked" | "got"> {
  if (generation.engine === "demo") return { asked: t("lightbox.free"), got: t("lightbox.free") };
  const price = priceText(t, generation);
  return generation.charge === "charged" ? { asked: price, got: price } : { asked: price, got: null };
}
