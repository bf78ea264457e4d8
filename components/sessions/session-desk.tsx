"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { Dispatch, RefObject, SetStateAction } from "react";
import { exportSession } from "@/components/archives/export-session";
import { useTranslations } from "@/components/language/translations";
import { pickRecipe } from "@/components/sessions/pick-recipe";
import { titleText } from "@/components/sessions/session-text";
import { useComposer } from "@/components/composer/composer-context";
import { draftOf } from "@/components/composer/composer-state";
import { menuClosed, menuGone, type DeskState } from "@/components/sessions/desk-state";
import { RenameField } from "@/components/sessions/rename-field";
import { useSessionActs, type NamedSession } from "@/components/sessions/session-acts";
import { SessionMenu } from "@/components/sessions/session-menu";
import { beforeDelete } from "@/components/shares/before-delete";
import { askSheet } from "@/components/sheet/sheet-asks";
import { sheetKeys } from "@/lib/generations/queries";
import { hasTakes, type SheetData } from "@/lib/generations/sheet-state";

type Props = { session: NamedSession; anchor: RefObject<HTMLButtonElement | null>; desk: DeskState; onDesk: Dispatch<SetStateAction<DeskState>> };

/** What is done with the session that is open. Loaded when it is first wanted. */
export function SessionDesk({ session, anchor, desk, onDesk }: Props) {
  const t = useTranslations();
  const composer = useComposer();
  const acts = useSessionActs();
  const queryClient = useQueryClient();
  const sheet = queryClient.getQueryData<SheetData>(sheetKeys.of(session.id));
  if (desk === "rename") {
    const end = (typed: string | null, refocus: boolean) => {
      onDesk("closed");
      if (refocus) requestAnimationFrame(() => anchor.current?.focus());
      if (typed !== null) void acts.rename(session, typed);
    };
    return <RenameField title={titleText(t, session.title)} onDone={end} className="max-w-[60ch] md:w-96" />;
  }
  return (
    <SessionMenu
      currentId={session.id}
      anchor={anchor}
      open={desk === "menu"}
      onClose={() => onDesk(menuClosed)}
      onClosed={() => onDesk(menuGone)}
      onCreate={() => void acts.create(session.id)}
      onOpenRecipe={() => pickRecipe((files) => composer.addFiles(files))}
      onRename={() => onDesk("closing_to_rename")}
      onDuplicate={() => void acts.duplicate(session, draftOf(composer.store.get()))}
      onExport={() => void exportSession(session)}
      onShare={sheet && hasTakes(sheet) ? () => askSheet({ kind: "share", sharing: { kind: "session" } }) : null}
      onDelete={() => beforeDelete({ sessionId: session.id, queryClient }, { kind: "session" }, () => void acts.remove(session, true))}
    />
  );
}
