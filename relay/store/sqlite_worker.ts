/** The entry of the worker that has the SQLite file: a commit waits for the disk, and with it nobody but this worker. */

import { buffersOf } from "./packed.ts";
import type { SqliteCalls } from "./sqlite_calls.ts";
import { SqliteFile } from "./sqlite_file.ts";
import { answerCalls } from "./worker_answers.ts";

let file: SqliteFile | undefined;

answerCalls<SqliteCalls>({
  open(path) {
    file = new SqliteFile(path);
    return { value: undefined };
  },
  append: (appends) => ({ value: opened().append(appends) }),
  load(board) {
    const value = opened().load(board);
    const { snapshot, updates, times, authors } = value;
    return { value, transfer: [...buffersOf(snapshot, updates), times.buffer, authors.buffer] };
  },
  compact: (compacted) => ({ value: opened().compact(compacted) }),
  close() {
    file?.[Symbol.dispose]();
    file = undefined;
    return { value: undefined };
  },
});

function opened(): SqliteFile {
  if (!file) throw new Error("the file is not open");
  return file;
}
