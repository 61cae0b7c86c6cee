/** What a person is told of how their work and the connection stand. */

import type { TransportKind } from "./transport.ts";

/** A close code of the server (core/protocol/close.ts) and its own words, which are for who looks closer. */
export interface Farewell {
  readonly code: number;
  readonly reason: string;
}

export type ConnectionStatus =
  | { readonly stage: "connecting" }
  /** `latencyMs`: of the last ping and its pong; undefined until the first. */
  | { readonly stage: "live"; readonly latencyMs: number | undefined; readonly transport: TransportKind }
  /** `retryAt`: milliseconds since the epoch. `said`: why the server closed the connection, if it did. */
  | { readonly stage: "offline"; readonly retryAt: number; readonly said?: Farewell }
  /** For good: this link does not open this board. `reason` is a sentence for people. */
  | { readonly stage: "refused"; readonly reason: string };

/**
 * `saved`: all own work is on the server's disk. `saving`: on its way there. `local`: only in this browser, which is
 * not connected or may not write. `failing`: the server cannot store it now. `stuck`: a part of it is too large to be
 * sent at all.
 */
export type Saving = "saved" | "saving" | "local" | "failing" | "stuck";

export interface Status {
  readonly connection: ConnectionStatus;
  readonly saving: Saving;
  readonly readOnly: boolean;
  /** The board takes nothing that makes it larger. */
  readonly full: boolean;
  /** The server takes this browser's work only bit by bit, for it is too much at once. */
  readonly slowDown: boolean;
  /** This browser's copy or the server's board is there; until then an empty board means nothing. */
  readonly loaded: boolean;
  /** What is drawn is kept in this browser, too. Where it is not, it is in this tab alone until it is saved. */
  readonly keptHere: boolean;
}

export function sameStatus(a: Status, b: Status): boolean {
  return a.connection === b.connection && a.saving === b.saving && a.readOnly === b.readOnly &&
    a.full === b.full && a.slowDown === b.slowDown &&
    a.loaded === b.loaded && a.keptHere === b.keptHere;
}
