/** `GET /ws/:boardId`: from an HTTP request to a peer in a room. It decides who gets in; what they say is the relay's. */

import { type Context, Hono } from "hono";
import { KEY_PREFIX, SUBPROTOCOL } from "../core/protocol/message.ts";
import type { Access } from "../relay/access.ts";
import { connect, refuse } from "../relay/deno_socket.ts";
import type { Log } from "../relay/log.ts";
import type { Rooms } from "../relay/rooms.ts";
import { isAllowedOrigin } from "./origin.ts";

export interface SocketRouteOptions {
  readonly rooms: Rooms;
  readonly access: Access;
  readonly log: Log;
  readonly allowedOrigins: readonly string[];
}

/** Seconds without any sign of life: at half of them Deno pings, after them it closes. */
const IDLE_TIMEOUT_S = 30;

interface Offer {
  readonly gesso: boolean;
  readonly key: string | undefined;
}

export function socketRoute({ rooms, access, log, allowedOrigins }: SocketRouteOptions): Hono {
  const app = new Hono();
  app.get("/ws/:boardId", (c) => {
    const { status, words } = fault(c, allowedOrigins) ?? {};
    if (status) {
      if (status === 426) c.header("Upgrade", "websocket");
      return c.text(`${words}\n`, status);
    }
    const offer = readOffer(c);
    if (!offer) {
      return c.text(`Offer the sub-protocol ${SUBPROTOCOL}, or none to speak y-websocket's.\n`, 400);
    }
    const boardId = c.req.param("boardId");
    const grant = access.grant(boardId, offer.key);
    // Nothing of the request can be read after this.
    const { socket, response } = Deno.upgradeWebSocket(c.req.raw, {
      idleTimeout: IDLE_TIMEOUT_S,
      ...(offer.gesso ? { protocol: SUBPROTOCOL } : {}),
    });
    if ("refused" in grant) refuse(socket, grant.refused, grant.reason);
    else connect(socket, (peer) => rooms.join(boardId, peer, { role: grant.role, gesso: offer.gesso }), log);
    return response;
  });
  return app;
}

/** Why this request cannot become a WebSocket. Deno would take some of these, and answer others with a bare 500. */
function fault(
  c: Context,
  allowedOrigins: readonly string[],
): { status: 400 | 403 | 426; words: string } | undefined {
  if (!tokens(c.req.header("Upgrade")).includes("websocket")) {
    return { status: 426, words: "This address speaks WebSocket: connect with ws:// or wss://." };
  }
  if (!tokens(c.req.header("Connection")).includes("upgrade")) {
    return { status: 400, words: "The header Connection must be Upgrade." };
  }
  if (c.req.header("Sec-WebSocket-Version") !== "13") {
    return { status: 400, words: "The header Sec-WebSocket-Version must be 13." };
  }
  if (!/^[A-Za-z0-9+/]{22}==$/.test(c.req.header("Sec-WebSocket-Key") ?? "")) {
    return { status: 400, words: "The header Sec-WebSocket-Key must be 16 bytes in base64." };
  }
  if (!isAllowedOrigin(c.req.raw, allowedOrigins)) {
    return { status: 403, words: "Another site's page may not connect here." };
  }
  return undefined;
}

/** Undefined when nothing offered is spoken here. */
function readOffer(c: Context): Offer | undefined {
  const offered = (c.req.header("Sec-WebSocket-Protocol") ?? "").split(",").map((one) => one.trim()).filter(
    Boolean,
  );
  const gesso = offered.includes(SUBPROTOCOL);
  if (offered.length > 0 && !gesso) return undefined;
  const key = offered.find((one) => one.startsWith(KEY_PREFIX))?.slice(KEY_PREFIX.length);
  return { gesso, key: key ?? c.req.query("key") };
}

function tokens(header: string | undefined): string[] {
  return (header ?? "").toLowerCase().split(",").map((token) => token.trim());
}
