import { useRef, useState } from "react";
import type { OwnPicks } from "@/lib/shares/pick";
import { sendPick } from "@/lib/shares/visitor-queries";

export type PickForm = { number: string; picked: "0" | "1"; name?: string; note?: string };
export type Picks = {
  own: OwnPicks;
  /** The last that was sent was not kept; or "gone" where the page is not there any more. */
  trouble: "unknown" | "too_many" | "gone" | null;
  /** @returns whether it was kept. */
  send: (form: PickForm) => Promise<boolean>;
};

/** What this visitor has picked. Shown as wished at once, and as the server has it once that answers. */
export function useOwnPicks(shareId: string, initial: OwnPicks): Picks {
  const [own, setOwn] = useState(initial);
  const [trouble, setTrouble] = useState<Picks["trouble"]>(null);
  const under = useRef({ last: Promise.resolve(true), count: 0 });

  async function go(form: PickForm): Promise<boolean> {
    const answer = await sendPick(shareId, form);
    under.current.count -= 1;
    if (answer.kept !== "yes") {
      setTrouble(answer.kept);
      setOwn((shown) => (under.current.count === 0 ? withoutWish(shown, form) : shown));
      return false;
    }
    setTrouble(null);
    // What is still on its way is newer than this answer.
    if (under.current.count === 0) setOwn(answer.picks);
    return true;
  }

  return {
    own, trouble,
    send(form) {
      setOwn((shown) => withWish(shown, form));
      under.current.count += 1;
      // One after the other: the first answer makes this browser a visitor, and the next are the same one's.
      under.current.last = under.current.last.then(() => go(form));
      return under.current.last;
    },
  };
}

const others = ({ picks }: OwnPicks, { number }: PickForm) => picks.filter((pick) => pick.number !== Number(number));

function withWish(shown: OwnPicks, form: PickForm): OwnPicks {
  const known = shown.picks.find(({ number }) => number === Number(form.number));
  const name = form.name ?? shown.name;
  if (form.picked === "0") return { name, picks: others(shown, form) };
  return { name, picks: [...others(shown, form), { number: Number(form.number), note: form.note ?? known?.note ?? "" }] };
}

/** A pick that was not kept is not shown as one. What was written stays in its field. */
const withoutWish = (shown: OwnPicks, form: PickForm): OwnPicks =>
  (form.picked === "1" && form.note === undefined ? { ...shown, picks: others(shown, form) } : shown);
