/** A source of pictures over this browser's own fetching and decoding, on the page or in a worker. */

import { fitsInMemory, readPictureFile } from "../../core/board/picture_file.ts";
import { createPictureSource, type PictureSource } from "./picture_source.ts";

export interface BrowserPicturesOptions {
  /** Of a board's pictures, as `assetsAddress` gives it. */
  readonly address: string;
  readonly maxBytes: number;
  readonly changed: (asset: string) => void;
}

export function createBrowserPictures({ address, maxBytes, changed }: BrowserPicturesOptions): PictureSource {
  const source = createPictureSource({
    fetch: (asset) => fetchPicture(address + asset),
    decode,
    changed,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
    maxBytes,
  });
  const listening = new AbortController();
  // Workers hear it, too.
  addEventListener("online", () => source.retry(), { signal: listening.signal });
  return {
    ...source,
    dispose() {
      listening.abort();
      source.dispose();
    },
  };
}

/** Undefined: it is not there. Rejects when the server cannot be reached, or has trouble of its own. */
export async function fetchPicture(address: string): Promise<Blob | undefined> {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (answer.ok) return await answer.blob();
  await answer.body?.cancel();
  if (answer.status === 404) return undefined;
  throw new Error(`Cannot fetch a picture: the server answered ${answer.status}`);
}

/** Checked before: the server does it as well, but it need not be ours. */
async function decode(blob: Blob, px: number): Promise<ImageBitmap> {
  const file = readPictureFile(new Uint8Array(await blob.arrayBuffer()));
  if (!file || !fitsInMemory(file)) {
    throw new Error(`Cannot decode ${blob.size} bytes: they are no picture for a board`);
  }
  const { width, height } = file;
  if (Math.max(width, height) <= px) return await createImageBitmap(blob);
  // One side alone, so that the other follows.
  const side = width >= height ? { resizeWidth: px } : { resizeHeight: px };
  return await createImageBitmap(blob, { ...side, resizeQuality: "high" });
}
