/** Undo and redo of one's own work on a board, a gesture at a time. Never touches what others did. */

import * as Y from "yjs";
import type { Board } from "./board.ts";
import { SHAPES, TEXTS } from "./layout.ts";
import { Listeners } from "./listeners.ts";
import { LOCAL } from "./origin.ts";

export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * Runs what applies edits of origin LOCAL. Those of one `step` in a row are taken back together, as what is typed into
   * one text is; without one each apply is a step of its own.
   */
  record(run: () => void, step?: string): void;
  /** Takes back the last `apply` of origin LOCAL that has an effect left to take back. */
  undo(): void;
  redo(): void;
  /** Told when `canUndo` or `canRedo` has changed. Returns what ends it. */
  onChange(listener: () => void): () => void;
  dispose(): void;
}

/** Not 0: with that, a clock that is set back would make one step of two gestures. */
const APART = -Infinity;

export function createHistory(board: Board): History {
  const { doc } = board;
  const manager = new Y.UndoManager([doc.getMap(SHAPES), doc.getMap(TEXTS)], {
    trackedOrigins: new Set<unknown>([LOCAL]),
    captureTimeout: APART,
    // Undoing the put of a text empties it and leaves it there, for the reason that Board has.
    deleteFilter: (item) => !(item.content instanceof Y.ContentType),
  });
  const listeners = new Listeners<void>();
  let told = { undo: false, redo: false };
  /** The step to which the last item of the stack belongs. */
  let last: string | undefined;

  const tell = () => {
    const now = { undo: manager.canUndo(), redo: manager.canRedo() };
    if (now.undo === told.undo && now.redo === told.redo) return;
    told = now;
    listeners.tell();
  };
  manager.on("stack-item-added", tell);

  return {
    get canUndo() {
      return manager.canUndo();
    },
    get canRedo() {
      return manager.canRedo();
    },
    record(run, step) {
      const before = manager.undoStack.at(-1);
      const joins = step !== undefined && step === last;
      manager.captureTimeout = joins ? Infinity : APART;
      run();
      manager.captureTimeout = APART;
      if (manager.undoStack.at(-1) !== before) last = step;
    },
    undo() {
      last = undefined;
      manager.undo();
      tell();
    },
    redo() {
      last = undefined;
      manager.redo();
      tell();
    },
    onChange: (listener) => listeners.add(listener),
    dispose() {
      manager.destroy();
      listeners.clear();
    },
  };
}
