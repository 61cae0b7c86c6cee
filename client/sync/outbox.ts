/**
 * Whether one's own work is on the server's disk: the bookkeeping of the durable ack (message `saved`). It sends
 * nothing itself: it says when to ask, and with which version. At most one question is out; edits made meanwhile are
 * covered by one more after its answer. What a broken connection left unanswered is not resent from here: the handshake
 * of the next connection carries it.
 */

import type { Saving } from "./status.ts";

export interface Outbox {
  readonly saving: Saving;
  /** The version that was asked for and is not answered. */
  readonly asked: number | undefined;
  /** There is own work that may not be on the server's disk. */
  changed(): void;
  /** All own work has just been sent, or been put in line to be: the version to ask for after it, if any. */
  sent(): number | undefined;
  /** The server answered: the version to ask for next, if any. An answer to no question of ours is passed over. */
  answered(version: number): number | undefined;
  connected(): void;
  disconnected(): void;
  /** The server says that it cannot store now; it holds until the next answer. */
  savingFails(): void;
  /** There is own work that cannot be sent at all. It holds for good. */
  stuck(): void;
}

export function createOutbox(): Outbox {
  let version = 0;
  let asked: number | undefined;
  let askAgain = false;
  let unsaved = false;
  let unsent = false;
  let isConnected = false;
  let fails = false;
  let isStuck = false;

  function ask(): number {
    asked = ++version;
    askAgain = false;
    return asked;
  }

  return {
    get saving() {
      if (isStuck) return "stuck";
      if (!unsaved) return "saved";
      if (!isConnected) return "local";
      return fails ? "failing" : "saving";
    },
    get asked() {
      return asked;
    },
    changed() {
      unsaved = true;
      unsent = true;
    },
    sent() {
      unsent = false;
      if (asked === undefined) return ask();
      askAgain = true;
      return undefined;
    },
    answered(answer) {
      if (answer !== asked) return undefined;
      asked = undefined;
      fails = false;
      if (askAgain) return ask();
      unsaved = unsent;
      return undefined;
    },
    connected() {
      isConnected = true;
    },
    disconnected() {
      isConnected = false;
      fails = false;
      asked = undefined;
      askAgain = false;
    },
    savingFails() {
      fails = true;
    },
    stuck() {
      isStuck = true;
    },
  };
}
