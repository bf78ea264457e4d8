import { classes } from "@/components/ui/classes";

/** The newest frame, or the empty slot that stands for none. Its session's title beside it says what it is. */
export function Cover({ url, className, isFirst = false }: { url: string | null; className: string; /** On the first screen. */ isFirst?: boolean }) {
  if (url === null) return <span aria-hidden className={classes("block rounded-frame border border-dashed border-line-strong", className)} />;
  return <img src={url} alt="" loading={isFirst ? "eager" : "lazy"} fetchPriority={isFirst ? "high" : "auto"} decoding="async" className={classes("rounded-frame bg-raised object-cover", className)} />;
}
