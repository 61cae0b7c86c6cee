/** The name of a picture's bytes, also where the page is not served securely and the browser hashes nothing for it. */

import { assetIdFrom, assetIdOf } from "../../core/board/asset_id.ts";

export async function fingerprintOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Over plain http, as in a local network, there is none.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return assetIdOf(bytes);
  return assetIdFrom(new Uint8Array(await subtle.digest("SHA-256", bytes)));
}
