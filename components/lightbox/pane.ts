import { useLayoutEffect } from "react";
import { place, type Zoom } from "@/components/lightbox/zoom-state";
import type { Scene, Size } from "@/components/lightbox/zoom";

/** Keeps a stage's picture where the zoom says, whatever size the stage takes. `main`: it is the one that the zoom is measured by. */
export function usePane(stage: HTMLElement | null, { width, height }: Size, zoom: Zoom, main: boolean): void {
  useLayoutEffect(() => {
    if (!stage) return;
    const sceneNow = (): Scene => ({ picture: { width, height }, stage: { width: stage.clientWidth, height: stage.clientHeight }, pixelRatio: devicePixelRatio });
    let scene = sceneNow();
    const draw = () => place(stage, zoom.state.get(), scene);
    const measure = () => {
      scene = sceneNow();
      if (main) zoom.setScene(scene);
      draw();
    };
    measure();
    const stop = zoom.state.subscribe(draw);
    const watcher = new ResizeObserver(measure);
    watcher.observe(stage);
    return () => {
      stop();
      watcher.disconnect();
    };
  }, [stage, width, height, zoom, main]);
}
