/** The entry of the worker in which boards are folded: a large one takes seconds. */

import { foldUpdates } from "./compaction.ts";
import { buffersOf } from "./packed.ts";
import type { Folded, Unfolded } from "./store.ts";
import { answerCalls } from "./worker_answers.ts";

export type FoldCalls = { readonly fold: { readonly ask: Unfolded; readonly answer: Folded } };

answerCalls<FoldCalls>({
  fold(unfolded) {
    const value = foldUpdates(unfolded);
    return { value, transfer: [...buffersOf(value.snapshot), value.segment.buffer] };
  },
});
