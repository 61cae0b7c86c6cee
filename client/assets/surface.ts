/** A canvas that nobody sees: off the page where there is such a thing, else one of the page's. */

export interface Surface {
  readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  /** `quality` is 0 to 1. A type that the browser cannot write becomes a PNG. */
  blob(type: string, quality?: number): Promise<Blob>;
  dispose(): void;
}

/** Throws when the browser gives no canvas of this size. */
export function createSurface(width: number, height: number): Surface {
  if (typeof OffscreenCanvas === "undefined") return onPage(width, height);
  const canvas = new OffscreenCanvas(width, height);
  return {
    context: contextOf(canvas.getContext("2d"), canvas),
    blob: (type, quality) => canvas.convertToBlob({ type, ...quality !== undefined && { quality } }),
    dispose: () => void (canvas.width = canvas.height = 0),
  };
}

function onPage(width: number, height: number): Surface {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  return {
    context: contextOf(canvas.getContext("2d"), canvas),
    blob: (type, quality) =>
      new Promise((resolve, reject) =>
        canvas.toBlob(
          (blob) =>
            blob ? resolve(blob) : reject(new Error(`Cannot write a ${type} of ${width} × ${height}`)),
          type,
          quality,
        )
      ),
    // A canvas without pixels gives its memory back at once.
    dispose: () => void (canvas.width = canvas.height = 0),
  };
}

function contextOf<T extends Surface["context"]>(
  context: T | null,
  { width, height }: { readonly width: number; readonly height: number },
): T {
  if (!context) throw new Error(`Cannot draw on a canvas of ${width} × ${height}: the browser gives none`);
  context.imageSmoothingQuality = "high";
  return context;
}
