/** Starts the tile worker under trusted types: of all addresses, only the one the page was given is let through. */

/** The part of the Trusted Types API that is needed; TypeScript's DOM does not have it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const POLICY = "gesso";

/** `address`: of the worker's script, as in the page's props. */
export function createTileWorker(address: string): Worker {
  return new Worker(trusted(address), { type: "module", name: "tiles" });
}

// A policy's name can be taken only once a page.
let policy: { readonly address: string; readonly url: string } | undefined;

function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return address;
  if (policy?.address === address) return policy.url;
  const made = trustedTypes.createPolicy(POLICY, {
    createScriptURL(url) {
      if (url !== address) throw new TypeError(`Cannot run a script from ${url}: it is not the tile worker`);
      return url;
    },
  });
  policy = { address, url: made.createScriptURL(address) };
  return policy.url;
}
