/** Tells the canvas's size in CSS pixels and the screen's pixel ratio, now and whenever they change. */

import type { Size } from "../camera.ts";

/** Watches until the returned function is called. The first call is at once. */
export function watchSize(
  container: HTMLElement,
  changed: (size: Size, devicePixelRatio: number) => void,
): () => void {
  let width = 0, height = 0, ratio = 0;
  let screen: MediaQueryList | undefined;
  const check = () => {
    const { clientWidth, clientHeight } = container;
    if (clientWidth === width && clientHeight === height && devicePixelRatio === ratio) return;
    if (devicePixelRatio !== ratio) {
      screen?.removeEventListener("change", check);
      screen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      screen.addEventListener("change", check);
    }
    [width, height, ratio] = [clientWidth, clientHeight, devicePixelRatio];
    changed({ width, height }, ratio);
  };
  check();
  const observer = new ResizeObserver(check);
  observer.observe(container);
  return () => {
    observer.disconnect();
    screen?.removeEventListener("change", check);
  };
}
