import type { prepareFile } from "@/components/references/fixing/prepare-file";

declare global {
  interface Window {
    prepareFile?: typeof prepareFile;
  }
}
