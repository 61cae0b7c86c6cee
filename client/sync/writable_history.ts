/** A history that does nothing while the board may not be changed. It knows not why. */

import type { History } from "../../core/board/history.ts";

export function whileWritable(history: History, isWritable: () => boolean): History {
  return {
    get canUndo() {
      return isWritable() && history.canUndo;
    },
    get canRedo() {
      return isWritable() && history.canRedo;
    },
    record: (run, step) => history.record(run, step),
    undo() {
      if (isWritable()) history.undo();
    },
    redo() {
      if (isWritable()) history.redo();
    },
    onChange: (listener) => history.onChange(listener),
    dispose: () => history.dispose(),
  };
}
