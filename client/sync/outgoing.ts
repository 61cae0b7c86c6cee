/**
 * What is to be sent, in the order and rhythm it goes out. Messages and updates keep their order and none is lost
 * while the connection stands; of presence and drafts only the latest matters. The first after a quiet spell goes at
 * once, what follows within a tick goes together. It knows messages, and nothing of what is in them.
 */

import {
  MAX_AWARENESS_BYTES,
  MAX_EPHEMERAL_BYTES,
  MAX_FRAME_BYTES,
  MAX_MESSAGES_PER_FRAME,
} from "../../core/protocol/limits.ts";
import { mergeUpdates } from "../../core/protocol/merge_updates.ts";
import type { Message } from "../../core/protocol/message.ts";
import { splitUpdate } from "../../core/protocol/split_update.ts";
import type { Cancel, Clock } from "./clock.ts";

export const TICK_MS = 16;
/** A larger update goes in parts: between two of them the others' browsers can draw. */
export const PART_BYTES = 256 * 1024;
/** With more than this on its way nothing is handed over: it would only wait in the browser's memory. */
const MOST_UNSENT_BYTES = 1024 * 1024;
/** Type, length and the like of one message, generously. */
const MESSAGE_OVERHEAD = 32;

/** What of a kind only the latest is worth sending; asked for when it goes out. */
export type Latest = () => Message | undefined;

export interface Outgoing {
  /** Roughly what has not been handed over yet. */
  readonly waitingBytes: number;
  /** Goes at once, after all that is waiting. */
  send(...messages: readonly Message[]): void;
  /** All of a document's difference, in the place of every update that is waiting. */
  sendDifference(update: Uint8Array): void;
  /** Goes with the next tick. */
  update(update: Uint8Array): void;
  latest(kind: "presence" | "draft", make: Latest): void;
  /** Sends what is waiting now, tick or not. */
  flush(): void;
  /** The connection is lost: what is waiting goes with the next handshake, if at all. */
  clear(): void;
}

export interface OutgoingOptions {
  readonly clock: Clock;
  readonly unsentBytes: () => number;
  send(messages: readonly Message[]): void;
  /** All updates so far are before this in the order: what is to follow them? */
  afterUpdates(): readonly Message[];
  /** An update has a part that no frame can hold. */
  tooLarge(): void;
}

export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { clock } = options;
  let queue: Message[] = [];
  let updates: Uint8Array[] = [];
  const latest = new Map<string, Latest>();
  let tick: Cancel | undefined;

  /** Runs at the end of each tick until one has passed with nothing to send. */
  function beat(): void {
    tick = undefined;
    if (queue.length === 0 && updates.length === 0 && latest.size === 0) return;
    tick = clock.after(TICK_MS, beat);
    flush();
  }

  function soon(): void {
    if (!tick) beat();
  }

  function flush(): void {
    if (options.unsentBytes() > MOST_UNSENT_BYTES) return;
    if (updates.length > 0) {
      const merged = mergeUpdates(updates);
      updates = [];
      enqueue(merged, "update");
    }
    for (const make of latest.values()) {
      const message = make();
      if (message && isWithinLimits(message)) queue.push(message);
    }
    latest.clear();
    drain();
  }

  function enqueue(update: Uint8Array, type: "update" | "sync-step-2"): void {
    const parts = [...splitUpdate(update, PART_BYTES)];
    if (parts.some((part) => part.length + MESSAGE_OVERHEAD > MAX_FRAME_BYTES)) return options.tooLarge();
    // The last alone answers the handshake: with it, and not before, all is there.
    parts.forEach((part, i) => queue.push({ type: i < parts.length - 1 ? "update" : type, update: part }));
    queue.push(...options.afterUpdates());
  }

  function drain(): void {
    let sent = 0;
    while (sent < queue.length && options.unsentBytes() <= MOST_UNSENT_BYTES) {
      const count = countThatFit(queue, sent);
      options.send(queue.slice(sent, sent + count));
      sent += count;
    }
    queue = queue.slice(sent);
  }

  return {
    get waitingBytes() {
      return sum(queue.map(bytesOf)) + sum(updates.map(({ length }) => length));
    },
    send(...messages) {
      queue.push(...messages);
      drain();
      if (queue.length > 0) soon();
    },
    sendDifference(update) {
      updates = [];
      enqueue(update, "sync-step-2");
      drain();
      if (queue.length > 0) soon();
    },
    update(update) {
      updates.push(update);
      soon();
    },
    latest(kind, make) {
      latest.set(kind, make);
      soon();
    },
    flush,
    clear() {
      queue = [];
      updates = [];
      latest.clear();
      tick?.();
      tick = undefined;
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** How many messages from this one on go in one frame: at least one. */
function countThatFit(messages: readonly Message[], from: number): number {
  let bytes = 0, count = 0;
  while (count < MAX_MESSAGES_PER_FRAME) {
    const message = messages[from + count];
    if (!message) break;
    bytes += bytesOf(message);
    if (count > 0 && bytes > PART_BYTES) break;
    count++;
  }
  return count;
}

function isWithinLimits(message: Message): boolean {
  if (message.type === "ephemeral") return message.payload.length <= MAX_EPHEMERAL_BYTES;
  if (message.type === "awareness") return message.update.length <= MAX_AWARENESS_BYTES;
  return true;
}

function bytesOf(message: Message): number {
  const payload = "update" in message
    ? message.update.length
    : "payload" in message
    ? message.payload.length
    : 0;
  return payload + MESSAGE_OVERHEAD;
}
