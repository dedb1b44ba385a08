import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/**
 * Gives the panel the part of the window that is seen, which an on-screen keyboard makes smaller without telling CSS.
 * While the reader has zoomed in by pinching, the seen part is a detail of the page and is left alone.
 */
export function useVisualViewport(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const follow = () => {
      const style = panel.current?.style;
      const zoomed = viewport.scale > 1.01;
      style?.setProperty("--seen-height", zoomed ? "" : `${viewport.height}px`);
      style?.setProperty("--seen-top", zoomed ? "" : `${viewport.offsetTop}px`);
    };
    follow();
    viewport.addEventListener("resize", follow);
    viewport.addEventListener("scroll", follow);
    return () => {
      viewport.removeEventListener("resize", follow);
      viewport.removeEventListener("scroll", follow);
    };
  }, [panel]);
}
