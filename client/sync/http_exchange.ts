/**
 * One request of a session over HTTP and the reading of its answer: docs/protocol.md, "Over HTTP". It knows headers and
 * chunks, and nothing of when to ask.
 */

import { ChunkReader } from "../../core/protocol/stream_chunks.ts";
import { unreachable } from "../../core/unreachable.ts";
import type { BoardAddress } from "./board_address.ts";
import { Receipts } from "./http_receipts.ts";

/** A part of the browser's `fetch`, so that a test can stand in for the network. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The server, or something in its name, answered and will hardly answer otherwise. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

export interface ExchangeOptions {
  readonly address: BoardAddress;
  /** 22 characters, a new one for each connection. */
  readonly session: string;
  readonly fetch: Fetch;
}

export interface ExchangeEvents {
  /** An answer begins, perhaps of a process that does not know the session. */
  answered(epoch: string, options: { readonly isNew: boolean }): void;
  received(frame: Uint8Array): void;
  closed(code: number, reason: string): void;
}

export type HttpRequest =
  & { readonly signal: AbortSignal; readonly keepalive?: boolean }
  & (
    | { readonly method: "GET"; readonly wait: "stream" | "poll"; heard(): void }
    | { readonly method: "POST"; readonly sequence: number; readonly body: Uint8Array<ArrayBuffer> }
  );

/**
 * Resolves once the answer has been read to its end. Rejects with RefusedError when trying again will hardly help, and
 * with any other error when it was cut or did not come.
 */
export type Exchange = (request: HttpRequest) => Promise<void>;

export function createExchange(
  options: ExchangeOptions,
): (request: HttpRequest, events: ExchangeEvents) => Promise<void> {
  const receipts = new Receipts();
  const { origin, boardId, key } = options.address;
  const url = `${origin}/stream/${encodeURIComponent(boardId)}`;

  return async (request, events) => {
    const { method, signal } = request;
    const asked = receipts.ask();
    const response = await options.fetch(url, {
      method,
      signal,
      headers: {
        "gesso-session": options.session,
        ...(key === undefined ? {} : { "gesso-key": key }),
        ...(asked.after === "" ? {} : { "gesso-after": asked.after }),
        ...(method === "GET"
          ? { "gesso-wait": request.wait }
          : { "gesso-sequence": `${request.sequence}`, "content-type": "application/octet-stream" }),
      },
      ...(method === "POST" ? { body: request.body } : {}),
      cache: "no-store",
      keepalive: request.keepalive ?? false,
    });
    const reader = response.body?.getReader();
    try {
      const epoch = epochOf(response);
      const chunks = new ChunkReader();
      let isNews: (() => boolean) | undefined;
      const begin = () => {
        const answer = asked.answered(epoch);
        events.answered(epoch, { isNew: answer.isNewEpoch });
        return answer.isNews;
      };
      for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
        const read = chunks.read(piece.value);
        isNews ??= begin();
        if (method === "GET") request.heard();
        for (const chunk of read) {
          // What came before may have ended the connection.
          if (signal.aborted) return;
          switch (chunk.type) {
            case "alive":
              break;
            case "frame":
              if (isNews()) events.received(chunk.frame);
              break;
            case "closed":
              return events.closed(chunk.code, chunk.reason);
            default:
              return unreachable(chunk);
          }
        }
      }
      if (chunks.isInside) throw new Error("Cannot read an answer to its end: it was cut inside a chunk");
      if (!isNews) begin();
    } finally {
      // What was not read is not waited for; what was needs no more.
      reader?.cancel().catch(() => {});
    }
  };
}

/** Also that it is an answer of ours, and not the page of a gate on the way. */
function epochOf({ status, headers }: Response): string {
  if (status >= 500 || status === 408 || status === 429) {
    throw new Error(`Cannot read an answer: status ${status}`);
  }
  if (status !== 200) throw new RefusedError(`the server answered with status ${status}`);
  const epoch = headers.get("gesso-epoch") ?? "";
  if (!/^[\w-]{22}$/.test(epoch)) {
    throw new RefusedError("something on the way answered in the server's place");
  }
  return epoch;
}
