/** The narrow view of a connection in the browser. Only adapters know what carries the frames. */

/** `stream`: HTTP, the answer stays open. `poll`: HTTP, asked again after each answer. */
export type TransportKind = "websocket" | "stream" | "poll";

export interface Transport {
  /** May change while it is open. */
  readonly kind: TransportKind;
  /** Bytes handed over and not yet on the network. */
  readonly unsentBytes: number;
  /** Only after `opened`. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(code: number, reason: string): void;
}

/** Never called before the transport was returned. `closed` is the last, and comes whatever the reason. */
export interface TransportEvents {
  /**
   * Frames can be sent. It may come again: who is at the other end now knows nothing of what was said before, and what
   * was handed over may be lost. So the handshake is to be made anew; what was received stays true.
   */
  opened(): void;
  received(frame: Uint8Array): void;
  closed(code: number, reason: string): void;
}

/** Starts connecting. Does not throw: what cannot be opened is `closed` soon. */
export type OpenTransport = (events: TransportEvents) => Transport;

/** What a connection that never opened, or was cut without a word, is closed with: as browsers do it. */
export const CUT = 1006;

/** A transport that could not even begin. */
export function refused(
  events: TransportEvents,
  { kind, code }: { kind: TransportKind; code: number },
): Transport {
  queueMicrotask(() => events.closed(code, ""));
  return { kind, unsentBytes: 0, send: () => {}, close: () => {} };
}
