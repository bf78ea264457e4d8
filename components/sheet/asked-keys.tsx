"use client";

import dynamic from "next/dynamic";
import { loadSheetKeysList } from "@/components/sheet/sheet-parts";
import { closeKeys, keysAskedFor } from "@/components/sheet/keys-asked-for";
import { useStore } from "@/components/ui/store";

const SheetKeysList = dynamic(loadSheetKeysList, { ssr: false });

export function AskedKeys() {
  const asked = useStore(keysAskedFor, (state) => state);
  return asked && <SheetKeysList onClose={closeKeys} />;
}
