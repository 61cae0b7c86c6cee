/** The transport over a WebSocket: the only file of the session that knows of one. */

import { isKey } from "../../core/board/capability.ts";
import { CLOSE } from "../../core/protocol/close.ts";
import { KEY_PREFIX, SUBPROTOCOL } from "../../core/protocol/message.ts";
import type { OpenTransport, Transport, TransportEvents } from "./transport.ts";

export interface BoardAddress {
  /** As `location.origin`: `https://host:port`. */
  readonly origin: string;
  readonly boardId: string;
  readonly key: string | undefined;
}

/** What a connection that never opened is closed with, as browsers do it. */
const NEVER_OPENED = 1006;
const SENT_TEXT = 4003;

export function createWebSocketTransport(address: BoardAddress): OpenTransport {
  return (events) => {
    const { key } = address;
    // A link cut short in a chat: the server would refuse it, and the browser might not even offer it.
    if (key !== undefined && !isKey(key)) return refused(events, CLOSE.unauthorized);
    const protocols = key === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, KEY_PREFIX + key];
    try {
      return adapt(new WebSocket(urlOf(address), protocols), events);
    } catch {
      // The browser forbids it (a policy, a bad address): it is answered like any connection that fails.
      return refused(events, NEVER_OPENED);
    }
  };
}

function urlOf({ origin, boardId }: BoardAddress): string {
  // http → ws, https → wss.
  return `${origin.replace(/^http/, "ws")}/ws/${encodeURIComponent(boardId)}`;
}

function adapt(socket: WebSocket, events: TransportEvents): Transport {
  socket.binaryType = "arraybuffer";
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data));
    else socket.close(SENT_TEXT, "Cannot read a text frame");
  };
  socket.onclose = ({ code, reason }) => events.closed(code, reason);
  return {
    get unsentBytes() {
      return socket.bufferedAmount;
    },
    send: (frame) => socket.send(frame),
    close: (code, reason) => socket.close(code, reason),
  };
}

function refused(events: TransportEvents, code: number): Transport {
  queueMicrotask(() => events.closed(code, ""));
  return { unsentBytes: 0, send: () => {}, close: () => {} };
}
