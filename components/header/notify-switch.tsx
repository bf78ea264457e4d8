"use client";

import { useId, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { hasNotifications, notificationWish, wishNotifications } from "@/components/studio/notifications";
import { classes } from "@/components/ui/classes";

const inBrowser = () => window.localStorage;

/** The browser asks for leave when this is pressed, and never by itself. */
export function NotifySwitch() {
  const t = useTranslations();
  const hintId = useId();
  const [wish, setWish] = useState(() => notificationWish(inBrowser));
  if (!hasNotifications()) return null;
  const isOn = wish === "on";
  return (
    <div className="mt-1 flex flex-col gap-1 border-t border-line pt-3">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-disabled={wish === "refused"}
        aria-describedby={hintId}
        onClick={() => {
          if (wish !== "refused") void wishNotifications(inBrowser, !isOn).then(setWish);
        }}
        className={classes("flex min-h-6 items-center justify-between gap-3 text-left touch:min-h-11", wish === "refused" && "text-ink-3")}
      >
        {t("studio.notify")}
        <span aria-hidden className={classes("flex h-5 w-9 shrink-0 items-center rounded-full border-[1.5px] px-0.5 transition-colors duration-quick", isOn ? "border-ink bg-ink" : "border-line-strong")}>
          <span className={classes("size-3.5 rounded-full transition-transform duration-quick motion-reduce:transition-none", isOn ? "translate-x-3.5 bg-sheet" : "bg-line-strong")} />
        </span>
      </button>
      <p id={hintId} className="text-hint text-ink-3">{t(wish === "refused" ? "studio.notify.refused" : "studio.notify.hint")}</p>
    </div>
  );
}
