/**
 * Deno's server-side WebSocket as a PeerSocket. What is odd about it stays in here: a throw in one of its handlers ends
 * the process, `close` may come twice or never, and closing zeroes the count of unsent bytes.
 */

import { CLOSE, type CloseCode } from "../core/protocol/close.ts";
import { describe, type Log } from "./log.ts";
import type { Peer, PeerSocket } from "./socket.ts";

/** Has the socket join once it is open, and passes on what it says. `join` is called once or never. */
export function connect(socket: WebSocket, join: (socket: PeerSocket) => Peer, log: Log): void {
  let peer: Peer | undefined;
  socket.binaryType = "arraybuffer";
  const end = () => {
    peer?.left();
    if (socket.readyState === WebSocket.OPEN) socket.close(CLOSE.internal, "the connection failed");
  };
  const handle = <T>(what: string, act: (event: T) => void) => (event: T) => {
    try {
      act(event);
    } catch (error) {
      log.error("a socket's handler failed", { event: what, error: describe(error) });
      end();
    }
  };
  socket.onopen = handle("open", () => {
    peer = join({
      get unsentBytes() {
        return socket.bufferedAmount;
      },
      send(frame) {
        // It may close between two ticks: nothing is owed to who is gone.
        if (socket.readyState === WebSocket.OPEN) socket.send(frame as Uint8Array<ArrayBuffer>);
      },
      close: (code, reason) => socket.close(code, reason),
    });
  });
  socket.onmessage = handle("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === "string") peer?.refuseText();
    else peer?.receive(new Uint8Array(data));
  });
  socket.onerror = handle("error", end);
  socket.onclose = handle("close", () => peer?.left());
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
