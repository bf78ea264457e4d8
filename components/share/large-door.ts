import { useEffect, useState, type ComponentType, type MouseEvent } from "react";
import type { LargeViewProps } from "@/components/share/large-view";
import { isOverPage } from "@/components/share/over-page-entry";
import { withDeadline } from "@/components/ui/with-deadline";
import { limits } from "@/lib/limits";

/** No first look needs it. */
const load = () => import("@/components/share/large-view").then(({ LargeView }) => LargeView);

export type LargeDoor = {
  /** null while no picture is large. */
  shown: { View: ComponentType<LargeViewProps>; opened: number } | null;
  /** A plain press on a picture's link. Any other is the browser's, and so is this one where what shows it does not come. */
  open: (press: MouseEvent<HTMLAnchorElement>, number: number) => void;
  /** It will be wanted in a moment. */
  warm: () => void;
  close: () => void;
};

export function useLargeDoor(): LargeDoor {
  const [shown, setShown] = useState<LargeDoor["shown"]>(null);
  // The entry outlives a reload, and Forward leads to it: the picture is large again, and Back closes it.
  useEffect(() => {
    const reopen = () => {
      const opened = Number(/^#picture-(\d{1,4})$/.exec(location.hash)?.[1]);
      if (isOverPage(history.state) && opened > 0) withDeadline(load(), limits.callMs).then((View) => setShown((now) => now ?? { View, opened }), () => undefined);
    };
    reopen();
    addEventListener("popstate", reopen);
    return () => removeEventListener("popstate", reopen);
  }, []);
  return {
    shown,
    open(press, number) {
      if (press.ctrlKey || press.metaKey || press.shiftKey || press.altKey) return;
      press.preventDefault();
      const { href } = press.currentTarget;
      withDeadline(load(), limits.callMs).then((View) => setShown({ View, opened: number }), () => location.assign(href));
    },
    warm: () => void load().catch(() => undefined),
    close: () => setShown(null),
  };
}
