/** The narrow view a room has of a connection. Only adapters know what is behind it. */

export interface PeerSocket {
  /** Bytes handed over and not yet with the operating system. */
  readonly unsentBytes: number;
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
}
