/** What the page tells the tile maker, in order and in pieces: copying thousands of shapes at once would hold up a frame. */

import type { ToMaker } from "./tile_message.ts";

export interface Mail {
  send(message: ToMaker): void;
}

/** Copied in about a millisecond. */
const SHAPES_A_PIECE = 500;
const IDS_A_PIECE = 5000;

/** `later` calls back in a turn of its own, before long. */
export function createMail(post: (message: ToMaker) => void, later: (turn: () => void) => void): Mail {
  const waiting: ToMaker[] = [];

  const turn = () => {
    const next = waiting.shift();
    if (next) post(next);
    if (waiting.length > 0) later(turn);
  };

  return {
    send(message) {
      // What is wanted changes nothing, and somebody waits for it.
      if (message.type === "want") return post(message);
      const pieces = piecesOf(message);
      const idle = waiting.length === 0;
      waiting.push(...pieces);
      if (!idle) return;
      if (pieces.length === 1) turn();
      else later(turn);
    },
  };
}

function piecesOf(message: ToMaker): ToMaker[] {
  // Only with the last piece is the scene at that version.
  const numbered = <Piece>(all: Piece[], version: number) =>
    all.map((piece, n) => ({ piece, version: n === all.length - 1 ? version : version - 1 }));
  if (message.type === "put") {
    return numbered(cut(message.shapes, SHAPES_A_PIECE), message.version)
      .map(({ piece, version }) => ({ ...message, version, shapes: piece }));
  }
  if (message.type === "remove") {
    return numbered(cut(message.ids, IDS_A_PIECE), message.version)
      .map(({ piece, version }) => ({ ...message, version, ids: piece }));
  }
  return [message];
}

function cut<Item>(items: readonly Item[], length: number): (readonly Item[])[] {
  if (items.length <= length) return [items];
  return Array.from(
    { length: Math.ceil(items.length / length) },
    (_, n) => items.slice(n * length, (n + 1) * length),
  );
}
