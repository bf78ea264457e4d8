import { useRef, useState } from "react";
import { answered, shownPicks, type PickForm, type WishedPicks } from "@/components/share/wished-picks";
import type { OwnPicks } from "@/lib/shares/pick";
import { sendPick, type PickTrouble } from "@/lib/shares/visitor-queries";

export type Picks = {
  /** As wished. */
  own: OwnPicks;
  /** As the server has it. */
  kept: OwnPicks;
  /** The last that was sent was not kept; or "gone" where the page is not there any more. */
  trouble: { why: PickTrouble; number: number } | null;
  /** @returns whether it was kept. */
  send: (form: PickForm) => Promise<boolean>;
};

/** What this visitor has picked. Shown as wished at once, and as the server has it once that answers. */
export function useOwnPicks(shareId: string, initial: OwnPicks): Picks {
  const [wished, setWished] = useState<WishedPicks>({ kept: initial, under: [] });
  const [trouble, setTrouble] = useState<Picks["trouble"]>(null);
  const newest = useRef(wished);
  const last = useRef(Promise.resolve(true));

  function become(next: WishedPicks): void {
    newest.current = next;
    setWished(next);
  }
  async function go(form: PickForm): Promise<boolean> {
    const answer = await sendPick(shareId, form);
    become(answered(newest.current, form, answer));
    setTrouble(answer.kept === "yes" ? null : { why: answer.kept, number: Number(form.number) });
    return answer.kept === "yes";
  }

  return {
    own: shownPicks(wished), kept: wished.kept, trouble,
    send(form) {
      become({ ...newest.current, under: [...newest.current.under, form] });
      // One after the other: the first answer makes this browser a visitor, and the next are the same one's.
      last.current = last.current.then(() => go(form));
      return last.current;
    },
  };
}
