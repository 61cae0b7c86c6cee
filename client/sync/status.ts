/** What a person is told of how their work and the connection stand. */

export type ConnectionStatus =
  | { readonly stage: "connecting" }
  /** `latencyMs`: of the last ping and its pong; undefined until the first. */
  | { readonly stage: "live"; readonly latencyMs: number | undefined }
  /**
   * `retryAt`: milliseconds since the epoch. `reason`: a sentence for people, when the server is there and does not take
   * what this browser sends: trying again will hardly help.
   */
  | { readonly stage: "offline"; readonly retryAt: number; readonly reason?: string }
  /** For good: this link does not open this board. `reason` is a sentence for people. */
  | { readonly stage: "refused"; readonly reason: string };

/**
 * `saved`: all own work is on the server's disk. `saving`: on its way there. `local`: only in this browser, which is
 * not connected or may not write. `failing`: the server cannot store it now.
 */
export type Saving = "saved" | "saving" | "local" | "failing";

export interface Status {
  readonly connection: ConnectionStatus;
  readonly saving: Saving;
  readonly readOnly: boolean;
  /** This browser's copy or the server's board is there; until then an empty board means nothing. */
  readonly loaded: boolean;
}

export function sameStatus(a: Status, b: Status): boolean {
  return a.connection === b.connection && a.saving === b.saving && a.readOnly === b.readOnly &&
    a.loaded === b.loaded;
}
