/**
 * What a first click or upload needs and a first look does not. Each is imported at this one place: the bundler makes
 * a chunk of its own for every other, and what was warmed up would be loaded a second time.
 */
export const loadPopover = () => import("@/components/ui/popover").then(({ Popover }) => Popover);
export const loadSeedPopover = () => import("@/components/composer/seed-popover").then(({ SeedPopover }) => SeedPopover);
export const loadTileUpload = () => import("@/components/references/tile-upload").then(({ TileUpload }) => TileUpload);
export const loadLightbox = () => import("@/components/lightbox/lightbox").then(({ Lightbox }) => Lightbox);
export const loadToastArea = () => import("@/components/ui/toast-area").then(({ ToastArea }) => ToastArea);
export const loadChoiceDialog = () => import("@/components/ui/choice-dialog").then(({ ChoiceDialog }) => ChoiceDialog);
export const loadFoldedTake = () => import("@/components/sheet/folded-take").then(({ FoldedTake }) => FoldedTake);
export const loadFrameDock = () => import("@/components/sheet/frame-dock").then(({ FrameDock }) => FrameDock);
export const loadRefusedLines = () => import("@/components/composer/refused-lines").then(({ RefusedLines }) => RefusedLines);
export const loadDropOverlay = () => import("@/components/composer/drop-overlay").then(({ DropOverlay }) => DropOverlay);
export const loadFrameMenu = () => import("@/components/sheet/frame-menu").then(({ FrameMenu }) => FrameMenu);
