/** Tells what of the canvas an on-screen keyboard leaves in sight. Decides nothing. */

/** A band of the canvas, in CSS pixels from its top. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** CSS pixels: what covers less is a bar of the browser. */
const LEAST_KEYBOARD = 120;

export interface KeyboardWatch {
  /** undefined: all of the canvas is. */
  readonly inSight: Band | undefined;
  stop(): void;
}

/** `changed` is called when a keyboard has come, has gone, or is as high as it was not. */
export function watchKeyboard(container: HTMLElement, changed: () => void): KeyboardWatch {
  const viewport = globalThis.visualViewport;
  viewport?.addEventListener("resize", changed);
  return {
    get inSight() {
      if (!viewport) return undefined;
      const { top, height } = container.getBoundingClientRect();
      // A page that is magnified is no keyboard.
      if (height - viewport.height * viewport.scale < LEAST_KEYBOARD) return undefined;
      return { top: viewport.offsetTop - top, bottom: viewport.offsetTop - top + viewport.height };
    },
    stop: () => viewport?.removeEventListener("resize", changed),
  };
}
