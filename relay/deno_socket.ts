/**
 * Deno's server-side WebSocket as a PeerSocket. What is odd about it stays in here: a throw in one of its handlers ends
 * the process, `close` may come twice or never, and closing zeroes the count of unsent bytes.
 */

import { CLOSE, type CloseCode } from "../core/protocol/close.ts";
import { describe, type Log } from "./log.ts";
import type { Peer, PeerSocket } from "./socket.ts";

/** Has the socket join once it is open, and passes on what it says. `join` is called once or never. */
export function connect(socket: WebSocket, join: (socket: PeerSocket) => Peer, log: Log): void {
  socket.binaryType = "arraybuffer";
  const connection = new Connection(socket, join, log);
  // One object rather than a function for each: of thousands of connections most say nothing. And no `onmessage`: Deno
  // wraps those once more.
  for (const type of ["open", "message", "error", "close"]) socket.addEventListener(type, connection);
}

class Connection implements PeerSocket, EventListenerObject {
  readonly #socket: WebSocket;
  readonly #join: (socket: PeerSocket) => Peer;
  readonly #log: Log;
  #peer: Peer | undefined;

  constructor(socket: WebSocket, join: (socket: PeerSocket) => Peer, log: Log) {
    this.#socket = socket;
    this.#join = join;
    this.#log = log;
  }

  get unsentBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(frame: Uint8Array): void {
    // It may close between two ticks: nothing is owed to who is gone.
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame as Uint8Array<ArrayBuffer>);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  handleEvent(event: Event): void {
    try {
      this.#handle(event);
    } catch (error) {
      this.#log.error("a socket's handler failed", { event: event.type, error: describe(error) });
      this.#end();
    }
  }

  #handle(event: Event): void {
    if (event instanceof MessageEvent) this.#take(event.data);
    else if (event.type === "open") this.#peer = this.#join(this);
    else if (event.type === "close") this.#peer?.left();
    else this.#end();
  }

  #take(data: string | ArrayBuffer): void {
    if (typeof data === "string") this.#peer?.refuseText();
    else this.#peer?.receive(new Uint8Array(data));
  }

  #end(): void {
    this.#peer?.left();
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.close(CLOSE.internal, "the connection failed");
    }
  }
}

/** Opens only to say why it closes: a browser tells nobody why an upgrade was refused. */
export function refuse(socket: WebSocket, code: CloseCode, reason: string): void {
  socket.onopen = () => {
    try {
      socket.close(code, reason);
    } catch {
      // It is gone already.
    }
  };
  socket.onerror = () => {};
}
