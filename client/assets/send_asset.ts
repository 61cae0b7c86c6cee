/** One attempt at bringing a picture to the server, with word of how far it is. It tries nothing twice. */

import { assetsAddress } from "./address.ts";

export type Sent =
  | { readonly outcome: "stored" }
  /** It may work in a while, by itself. */
  | { readonly outcome: "not now"; readonly why: "offline" | "busy" }
  /** It will not, unless something is done. */
  | { readonly outcome: "refused"; readonly why: Refusal };

/** `no right`: the link lets one look, not draw. `board full`: of pictures. `not taken`: these bytes never will be. */
export type Refusal = "no right" | "board full" | "no board" | "not taken";

export interface Sending {
  readonly done: Promise<Sent>;
  stop(): void;
}

export interface Parcel {
  readonly asset: string;
  readonly blob: Blob;
  /** `share` of what is sent is 0 to 1. */
  readonly progress: (share: number) => void;
}

export type SendAsset = (parcel: Parcel) => Sending;

/** Slower than the server waits. */
const PATIENCE_MS = 150_000;

export function assetSender(
  board: { readonly id: string; readonly key: () => string | undefined },
): SendAsset {
  return ({ asset, blob, progress }) => {
    // `fetch` does not tell how far a body is.
    const request = new XMLHttpRequest();
    const done = new Promise<Sent>((resolve) => {
      request.onload = () => resolve(meaningOf(request.status));
      request.onerror = request.onabort = request.ontimeout = () =>
        resolve({ outcome: "not now", why: "offline" });
    });
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.open("PUT", assetsAddress(board.id) + asset);
    request.timeout = PATIENCE_MS;
    request.setRequestHeader("content-type", "application/octet-stream");
    const key = board.key();
    if (key !== undefined) request.setRequestHeader("gesso-key", key);
    request.send(blob);
    return { done, stop: () => request.abort() };
  };
}

export function meaningOf(status: number): Sent {
  if (status >= 200 && status < 300) return { outcome: "stored" };
  switch (status) {
    case 401:
    case 403:
      return { outcome: "refused", why: "no right" };
    case 404:
    case 405:
      return { outcome: "refused", why: "no board" };
    case 413:
    case 415:
    case 422:
      return { outcome: "refused", why: "not taken" };
    case 507:
      return { outcome: "refused", why: "board full" };
    default:
      return { outcome: "not now", why: status === 0 ? "offline" : "busy" };
  }
}
