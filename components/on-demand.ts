import { loadAdditions } from "@/components/composer/additions-on-demand";
import { importLightbox } from "@/components/lightbox/lightbox-on-demand";
import { lightboxParts } from "@/components/lightbox/lightbox-parts";
import { composerParts } from "@/components/composer/composer-parts";
import { loadPrepareFile } from "@/components/references/prepare-on-demand";
import { shareParts } from "@/components/shares/share-parts";
import { sheetParts } from "@/components/sheet/sheet-parts";
import { onDemand } from "@/components/version/new-version";

/**
 * What a first click or upload in the studio needs and a first look does not. Each is imported at this one place: the
 * bundler makes a chunk of its own for every other, and what was warmed up would be loaded a second time.
 */
export const studioParts = {
  /** First, so that a first drop waits for nothing. */
  additions: loadAdditions,
  /** Then what a first take is shown with: it has to be here even if the server goes away right after the click. */
  takes: () => import("@/components/sheet/takes").then(({ Takes }) => Takes),
  seedPopover: () => import("@/components/composer/seed-popover").then(({ SeedPopover }) => SeedPopover),
  promptAdvice: () => import("@/components/composer/prompt-advice").then(({ PromptAdvice }) => PromptAdvice),
  promptTools: () => import("@/components/composer/prompt-tools").then(({ PromptTools }) => PromptTools),
  tileUpload: () => import("@/components/references/tile-upload").then(({ TileUpload }) => TileUpload),
  lightbox: importLightbox,
  ...lightboxParts,
  toastArea: () => import("@/components/ui/toast-area").then(({ ToastArea }) => ToastArea),
  ...composerParts,
  prepareFile: loadPrepareFile,
  referenceLines: () => import("@/components/references/reference-lines").then(({ ReferenceLines }) => ReferenceLines),
  tileDrag: () => import("@/components/references/tile-drag").then(({ followPress }) => followPress),
  tileDetails: () => import("@/components/references/tile-details").then(({ TileDetails }) => TileDetails),
  ...sheetParts,
  ...shareParts,
  arrivals: () => import("@/components/sheet/shown-arrivals").then(({ Arrivals }) => Arrivals),
  refusedLines: () => import("@/components/composer/refused-lines").then(({ RefusedLines }) => RefusedLines),
  dropZone: () => import("@/components/studio/drop-zone").then(({ DropZone }) => DropZone),
  shelf: () => import("@/components/references/shelf").then(({ Shelf }) => Shelf),
  readDrop: () => import("@/components/studio/read-drop").then(({ readDrop }) => readDrop),
  questions: () => import("@/components/composer/questions").then(({ Questions }) => Questions),
  engineFacts: () => import("@/components/header/engine-facts").then(({ EngineFacts }) => EngineFacts),
  told: () => import("@/components/studio/told").then(({ Told }) => Told),
  goneSession: () => import("@/components/sessions/gone-session").then(({ GoneSession }) => GoneSession),
  sessionDesk: () => import("@/components/sessions/session-desk").then(({ SessionDesk }) => SessionDesk),
};

export const loadSeedPopover = onDemand(studioParts.seedPopover);
export const loadPromptAdvice = onDemand(studioParts.promptAdvice);
export const loadPromptTools = onDemand(studioParts.promptTools);
export const loadTileUpload = onDemand(studioParts.tileUpload);
export const loadToastArea = onDemand(studioParts.toastArea);
export const loadReferenceLines = onDemand(studioParts.referenceLines);
export const loadTileDetails = onDemand(studioParts.tileDetails);
export const loadTakes = onDemand(studioParts.takes);
export const loadArrivals = onDemand(studioParts.arrivals);
export const loadRefusedLines = onDemand(studioParts.refusedLines);
export const loadShelf = onDemand(studioParts.shelf);
export const loadDropZone = onDemand(studioParts.dropZone);
export const loadQuestions = onDemand(studioParts.questions);
export const loadEngineFacts = onDemand(studioParts.engineFacts);
export const loadTold = onDemand(studioParts.told);
export const loadGoneSession = onDemand(studioParts.goneSession);
export const loadSessionDesk = onDemand(studioParts.sessionDesk);
export const loadRedraw = onDemand(() => import("@/components/sessions/redraw").then(({ Redraw }) => Redraw));
export const loadStorageLine = onDemand(() => import("@/components/sessions/storage-line").then(({ StorageLine }) => StorageLine));
export const loadCardMenu = onDemand(() => import("@/components/sessions/card-menu").then(({ CardMenu }) => CardMenu));
