/** A real Y.Doc that joins when all is over: it must hold whatever the hands say they sent. */

import * as Y from "yjs";
import { Guest, type Target } from "./guest.ts";
import { clientOf, Hand, SMALL_VALUE_BYTES } from "./hand.ts";

export interface Expected {
  readonly index: number;
  /** How many updates this person sent. */
  readonly all: number;
}

export interface CompleteOptions {
  readonly board: string;
  readonly sent: readonly Expected[];
  readonly waitMs: number;
}

/** Nobody of a load has it. */
const CHECKER = 1_000_000;

/** How many updates are missing, after waiting for them as long as there is any hope. */
export async function countLost(target: Target, { board, sent, waitMs }: CompleteOptions): Promise<number> {
  const doc = new Y.Doc();
  const hand = new Hand({ index: CHECKER, valueBytes: SMALL_VALUE_BYTES, overwrites: false });
  const lost = () =>
    sent.reduce((sum, { index, all }) => sum + all - Y.getState(doc.store, clientOf(index)), 0);
  const whole = Promise.withResolvers<void>();
  const joining = Guest.join(target, {
    board,
    hand,
    onHeard(heard) {
      if (heard.type !== "step 2" && heard.type !== "update") return;
      Y.applyUpdate(doc, heard.bytes);
      if (lost() === 0) whole.resolve();
    },
  });
  // Who is not let in has nothing.
  joining.catch(whole.resolve);
  const timer = setTimeout(whole.resolve, waitMs);
  await whole.promise;
  clearTimeout(timer);
  const count = lost();
  if (count === 0) (await joining).cut();
  doc.destroy();
  return count;
}
