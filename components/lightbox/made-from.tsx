"use client";

import { useTranslations } from "@/components/language/translations";
import { useLineage } from "@/components/lightbox/on-record";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { classes } from "@/components/ui/classes";
import { frameName } from "@/lib/generations/generation";
import { sharePath } from "@/lib/shares/addresses";
import { mainLine, type LineageFrame, type LineageReference } from "@/lib/records/lineage";

type Props = {
  frame: SheetFrame;
  /** The photograph that is large now. */
  large: LineageReference | null;
  onShow: (name: string) => void;
  onPhotograph: (reference: LineageReference) => void;
};

/** How the frame came to be, from the first photograph on; each link is a step to go to. */
export function MadeFrom({ frame, large, onShow, onPhotograph }: Props) {
  const t = useTranslations();
  const { data: lineage, isError } = useLineage(frame);
  const line = lineage ? mainLine(lineage).reverse() : [];
  const first = line[0]?.through;
  const from = line[0]?.frame.from ?? null;
  if (frame.generation.references.length === 0 && from === null) return null;
  return (
    <section>
      <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.madeFrom")}</h2>
      {isError && <p className="text-hint text-ink-2">{t("lightbox.factsMissing")}</p>}
      <ol data-lineage className="facts flex min-h-10 flex-wrap items-center gap-x-1.5 gap-y-2 text-ink-3">
        {lineage?.cut && <li>…</li>}
        {first && <li><Photograph reference={first} large={large} onPhotograph={onPhotograph} /></li>}
        {line.map(({ frame: link, through }, at) => (
          <li key={link.id} className="flex flex-wrap items-center gap-1.5">
            {link.references.filter((other) => other !== through).map((other) => (
              <span key={other.number} className="flex items-center gap-1.5">
                <span aria-hidden>+</span>
                <Photograph reference={other} large={large} onPhotograph={onPhotograph} />
              </span>
            ))}
            <span aria-hidden>→</span>
            <FrameLink link={link} isHere={link.sessionId === frame.generation.sessionId} current={at === line.length - 1 && large === null} onShow={onShow} />
          </li>
        ))}
      </ol>
      {from !== null && (
        <p data-name="Begun from" className="mt-1.5 text-hint text-ink-2">
          <a href={sharePath(from.shareId)} target="_blank" rel="noreferrer" className="underline decoration-line-strong underline-offset-4 wrap-anywhere hover:decoration-ink">
            {from.title === "" ? t("shares.lineage.untitled") : t("shares.lineage", { title: from.title })}
          </a>
        </p>
      )}
    </section>
  );
}

const step = "flex items-center gap-1.5 rounded-chip pr-1 hover:text-ink aria-[current]:text-ink touch:min-h-11";
const thumb = "h-10 w-auto min-w-7 max-w-16 rounded-chip bg-raised object-cover";

function FrameLink({ link, isHere, current, onShow }: { link: LineageFrame; isHere: boolean; current: boolean; onShow: Props["onShow"] }) {
  const t = useTranslations();
  const name = frameName(link.take, link.index);
  const picture = link.thumbUrl && <img src={link.thumbUrl} alt="" className={classes(thumb, current && "outline-2 outline-ink")} />;
  const here = current ? "step" : undefined;
  if (!link.exists) return <span className="px-1 line-through" title={t("lightbox.linkGone")}>{name}<span className="sr-only">: {t("lightbox.linkGone")}</span></span>;
  if (isHere) return <button type="button" aria-label={t("lightbox.show", { frame: name })} aria-current={here} className={step} onClick={() => onShow(name)}>{picture}{name}</button>;
  // Another session: a page of its own.
  return <a href={`/studio/${link.sessionId}?frame=${name}`} title={link.sessionTitle} className={step}>{picture}<span>{name}<span className="block max-w-28 truncate text-fact">{link.sessionTitle}</span></span></a>;
}

function Photograph({ reference, large, onPhotograph }: { reference: LineageReference } & Pick<Props, "large" | "onPhotograph">) {
  const t = useTranslations();
  const { id, number, name, thumbUrl, madeFrom } = reference;
  const isLarge = large?.id === id;
  return (
    <button type="button" title={name} aria-label={t("lightbox.showReference", { nth: number, name })} aria-current={isLarge ? "step" : undefined} className={step} onClick={() => onPhotograph(reference)}>
      <img src={thumbUrl} alt="" className={classes(thumb, isLarge && "outline-2 outline-ink")} />
      {madeFrom ? madeFrom.frame : t("lightbox.image", { nth: number })}
    </button>
  );
}
