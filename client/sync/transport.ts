/** The narrow view of a connection in the browser. Only adapters know what carries the frames. */

export interface Transport {
  /** Bytes handed over and not yet on the network. */
  readonly unsentBytes: number;
  /** Only after `opened`. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(code: number, reason: string): void;
}

/** Never called before the transport was returned. `closed` is the last, and comes whatever the reason. */
export interface TransportEvents {
  opened(): void;
  received(frame: Uint8Array): void;
  closed(code: number, reason: string): void;
}

/** Starts connecting. Does not throw: what cannot be opened is `closed` soon. */
export type OpenTransport = (events: TransportEvents) => Transport;
