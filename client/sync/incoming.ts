/**
 * What came and is not taken yet. A message is taken at once, in the order of all, unless it or one before it is a
 * large piece of the document: that is applied in slices, and what comes after it waits. It knows which messages depend
 * on one another, and nothing of what they do.
 */

import type { Message } from "../../core/protocol/message.ts";
import { splitInSteps } from "../../core/protocol/split_update.ts";
import { inSlices, type Pace } from "./slices.ts";

/** About 200 strokes, 3 ms: the least that is applied at once. */
export const PIECE_BYTES = 32 * 1024;

export type DocumentMessage = Extract<Message, { readonly type: "sync-step-2" | "update" }>;
export type OtherMessage = Exclude<Message, DocumentMessage>;

export interface Incoming {
  /** What taking it throws at once it throws, and what it throws later `failed` is told. */
  push(message: Message): void;
  /** The connection is lost. What it brought of the document is still true; its questions and answers are void. */
  lost(): void;
  close(): void;
}

export interface IncomingOptions {
  readonly pace: Pace;
  /** All of an update that is small, or a piece of a larger one. Whether there was anything new in it. */
  apply(update: Uint8Array): boolean;
  /** All of it is applied. */
  applied(message: DocumentMessage, news: { readonly isNew: boolean }): void;
  take(message: OtherMessage): void;
  /** A message that waited could not be taken. The others are. */
  failed(error: unknown): void;
}

export function createIncoming(options: IncomingOptions): Incoming {
  let waiting: Message[] = [];
  let isBusy = false, isClosed = false;

  function work(): void {
    isBusy = true;
    inSlices(steps(), options.pace).catch(options.failed).then(() => {
      isBusy = false;
      if (waiting.length > 0) work();
    });
  }

  function* steps(): Generator<void> {
    for (let message; (message = waiting.shift());) {
      yield* stepsOf(message);
      yield;
    }
  }

  function* stepsOf(message: Message): Generator<void> {
    if (!isDocument(message)) return options.take(message);
    let isNew = false;
    for (const piece of splitInSteps(message.update, PIECE_BYTES)) {
      if (isClosed) return;
      if (piece && options.apply(piece)) isNew = true;
      yield;
    }
    options.applied(message, { isNew });
  }

  return {
    push(message) {
      if (isBusy ? inOrder(message) : isLarge(message)) {
        waiting.push(message);
        if (!isBusy) work();
      } else if (isDocument(message)) {
        options.applied(message, { isNew: options.apply(message.update) });
      } else options.take(message);
    },
    lost() {
      waiting = waiting.filter(isDocument);
    },
    close() {
      isClosed = true;
      waiting = [];
    },
  };
}

function isDocument(message: Message): message is DocumentMessage {
  return message.type === "sync-step-2" || message.type === "update";
}

function isLarge(message: Message): boolean {
  return isDocument(message) && message.update.length > PIECE_BYTES;
}

/** Who is here, and what the server says about the connection, is true at once. */
function inOrder({ type }: Message): boolean {
  return type !== "awareness" && type !== "query-awareness" && type !== "notice" && type !== "denied";
}
