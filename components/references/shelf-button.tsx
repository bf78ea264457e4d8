"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadShelf } from "@/components/on-demand";
import { Button } from "@/components/ui/button";

const Shelf = dynamic(loadShelf, { ssr: false });

export function ShelfButton() {
  const t = useTranslations();
  const [isOpen, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  return (
    <>
      <Button ref={setButton} look="link" aria-label={t("references.earlierLong")} aria-haspopup="dialog" className="text-hint touch:-my-3" onClick={() => setOpen(true)}>{t("references.earlier")}</Button>
      {isOpen && <Shelf opener={button} onClose={() => setOpen(false)} />}
    </>
  );
}
