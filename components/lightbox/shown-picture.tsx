import { useState } from "react";
import type { Drawn } from "@/components/lightbox/drawn-picture";
import { classes } from "@/components/ui/classes";
import { decoded } from "@/components/ui/placeholder";

/** Moved and scaled by its stage's properties alone, so that nothing is laid out anew while a hand moves it. */
const PLACED = "absolute top-0 left-0 max-w-none origin-top-left transform-[translate(var(--x),var(--y))_scale(var(--scale))] select-none group-data-glides/stage:transition-transform group-data-glides/stage:duration-quick group-data-squares/stage:[image-rendering:pixelated]";

/** The picture in the best form that is here, in its own number of pixels. */
export function ShownPicture({ drawn: { picture, at }, className }: { drawn: Drawn; className?: string }) {
  const { width, height } = picture.size;
  const placed = classes(PLACED, className);
  if (at === null) return <Placeholder hash={picture.placeholder} className={placed} size={picture.size} />;
  return (
    <img
      src={picture.sources[at]}
      alt={picture.alt}
      width={width}
      height={height}
      // Decoded already: painted with the frame it comes in, so that nothing flashes between two pictures.
      decoding="sync"
      draggable={false}
      data-picture={picture.name}
      data-source={at === 0 ? "file" : "stand-in"}
      className={placed}
      style={{ width, height }}
    />
  );
}

function Placeholder({ hash, className, size }: { hash: string | null; className: string; size: { width: number; height: number } }) {
  const [url] = useState(() => (hash === null ? null : decoded(hash)));
  return <span aria-hidden className={classes(className, "bg-raised bg-[length:100%_100%]")} style={{ ...size, backgroundImage: url === null ? undefined : `url(${url})` }} />;
}
