/**
 * Gestures on their way: one's own to the others, theirs to here. It knows their bytes and when they are over, and
 * nothing of the connection.
 */

import type { Board } from "../../core/board/board.ts";
import { type Draft, idsOf } from "../../core/board/draft.ts";
import type { BoardChange } from "../../core/board/edit.ts";
import { Listeners } from "../../core/board/listeners.ts";
import type { ShapeId } from "../../core/board/shape.ts";
import { createDraftReader, createDraftWriter, type DraftReader } from "../../core/protocol/draft_codec.ts";
import type { Cancel, Clock } from "./clock.ts";

/** A draft of which nothing was heard for so long is shown no more: its end may have been lost. */
export const DRAFT_LASTS_MS = 10_000;

/** `draft` is undefined once it is over. */
export interface DraftNews {
  readonly from: number;
  readonly draft: Draft | undefined;
}

export interface Drafts {
  /** The payload that brings the others up to date with the draft at hand; undefined when they are. */
  encode(draft: Draft | undefined): Uint8Array | undefined;
  /** The next payload must tell everything: who gets it has nothing of before. */
  restart(): void;
  /** Never throws: what another person sent is not this connection's fault. */
  receive(from: number, payload: Uint8Array): void;
  /** This sender is gone. */
  drop(from: number): void;
  onDraft(listener: (news: DraftNews) => void): () => void;
  close(): void;
}

interface Sender {
  readonly reader: DraftReader;
  draft: Draft | undefined;
  forget: Cancel;
}

export function createDrafts(board: Board, clock: Clock): Drafts {
  const listeners = new Listeners<DraftNews>();
  const senders = new Map<number, Sender>();
  let writer = createDraftWriter();
  const stopWatching = board.onChange(committed);

  function receive(from: number, payload: Uint8Array): void {
    const sender = senders.get(from) ?? { reader: createDraftReader(), draft: undefined, forget: () => {} };
    let draft: Draft | undefined;
    try {
      draft = sender.reader.decode(payload);
    } catch {
      return drop(from);
    }
    sender.forget();
    // Its reader is kept: who holds the pen still for so long may yet go on.
    sender.forget = clock.after(DRAFT_LASTS_MS, () => show(from, sender, undefined));
    senders.set(from, sender);
    // The last points of a stroke may come after its commit.
    show(from, sender, draft?.kind === "ink" && board.get(draft.id) ? undefined : draft);
  }

  function show(from: number, sender: Sender, draft: Draft | undefined): void {
    if (sender.draft === undefined && draft === undefined) return;
    sender.draft = draft;
    listeners.tell({ from, draft });
  }

  function drop(from: number): void {
    const sender = senders.get(from);
    if (!sender) return;
    sender.forget();
    senders.delete(from);
    show(from, sender, undefined);
  }

  /** What was committed takes its draft's place. The sender's next payload is still understood. */
  function committed({ put, removed }: BoardChange): void {
    if (senders.size === 0) return;
    const touched = new Set<ShapeId>(removed);
    for (const { id } of put) touched.add(id);
    for (const [from, sender] of senders) {
      if (sender.draft && idsOf(sender.draft).some((id) => touched.has(id))) show(from, sender, undefined);
    }
  }

  return {
    encode: (draft) => writer.encode(draft),
    restart() {
      writer = createDraftWriter();
    },
    receive,
    drop,
    onDraft: (listener) => listeners.add(listener),
    close() {
      stopWatching();
      for (const { forget } of senders.values()) forget();
      senders.clear();
      listeners.clear();
    },
  };
}
