/** The transport over a WebSocket: the only file of the session that knows of one. */

import { CLOSE } from "../../core/protocol/close.ts";
import { KEY_PREFIX, SUBPROTOCOL } from "../../core/protocol/message.ts";
import { type BoardAddress, hasBrokenKey } from "./board_address.ts";
import { CUT, type OpenTransport, refused, type Transport, type TransportEvents } from "./transport.ts";

const SENT_TEXT = 4003;
const KIND = "websocket";

export function createWebSocketTransport(address: BoardAddress): OpenTransport {
  return (events) => {
    if (hasBrokenKey(address)) return refused(events, { kind: KIND, code: CLOSE.unauthorized });
    const { key } = address;
    const protocols = key === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, KEY_PREFIX + key];
    try {
      return adapt(new WebSocket(urlOf(address), protocols), events);
    } catch {
      // The browser forbids it (a policy, a bad address): it is answered like any connection that fails.
      return refused(events, { kind: KIND, code: CUT });
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
    kind: KIND,
    get unsentBytes() {
      return socket.bufferedAmount;
    },
    send: (frame) => socket.send(frame),
    close: (code, reason) => socket.close(code, reason),
  };
}
