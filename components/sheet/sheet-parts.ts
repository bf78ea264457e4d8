import { onDemand } from "@/components/version/new-version";

/** What a sheet with takes needs once somebody does something with it. Each is imported at this one place, as in `components/on-demand.ts`, which warms them up. */
export const sheetParts = {
  sheetKeys: () => import("@/components/sheet/sheet-keys").then(({ actOnKey }) => actOnKey),
  sheetWork: () => import("@/components/sheet/sheet-work").then(({ createSheetWork }) => createSheetWork),
  rubberBand: () => import("@/components/sheet/rubber-band").then(({ followBand }) => followBand),
  loadOlder: () => import("@/lib/generations/sheet-puts").then(({ loadOlder }) => loadOlder),
  loadOlderMarked: () => import("@/lib/generations/sheet-puts").then(({ loadOlderMarked }) => loadOlderMarked),
  letGoOlder: () => import("@/lib/generations/sheet-puts").then(({ letGoOlder }) => letGoOlder),
  selectionBar: () => import("@/components/sheet/selection-bar").then(({ SelectionBar }) => SelectionBar),
  frameMenu: () => import("@/components/sheet/frame-menu").then(({ FrameMenu }) => FrameMenu),
  takeMenu: () => import("@/components/sheet/take-menu").then(({ TakeMenu }) => TakeMenu),
  sheetKeysList: () => import("@/components/sheet/sheet-keys-list").then(({ SheetKeysList }) => SheetKeysList),
};

export const loadSelectionBar = onDemand(sheetParts.selectionBar);
export const loadFrameMenu = onDemand(sheetParts.frameMenu);
export const loadTakeMenu = onDemand(sheetParts.takeMenu);
export const loadSheetKeysList = onDemand(sheetParts.sheetKeysList);
