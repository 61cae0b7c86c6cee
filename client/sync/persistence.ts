/**
 * This browser's copy of a board: the board is there before the network answers, and without it. Where the browser
 * keeps nothing (private windows, blocked site data, a full disk) the session goes on without a copy, and says so. It
 * knows nothing of the server.
 *
 * Each change is a row of its own, so that no change costs more than itself. When there are many small rows they are
 * folded into few; large ones are left alone.
 */

import * as Y from "yjs";
import { STORE } from "../../core/board/origin.ts";
import { mergeUpdates } from "../../core/protocol/merge_updates.ts";
import { splitInSteps } from "../../core/protocol/split_update.ts";
import type { Cancel, Clock } from "./clock.ts";
import { PIECE_BYTES } from "./incoming.ts";
import { type Leaving, pageLeaving } from "./leaving.ts";
import { inSlices, type Pace } from "./slices.ts";
import { BEFORE_ALL, openUpdateRows, type Row, type UpdateRows } from "./update_rows.ts";

/** What a tab that crashes can lose: what is kept goes to the browser at once when the page is left. */
export const KEEP_EVERY_MS = 100;
/** With more small rows than this they are folded. */
export const MOST_SMALL_ROWS = 400;

export interface LocalCopy {
  /** True when there was something of this board. Never rejects; pending for as long as the browser blocks it. */
  readonly loaded: Promise<boolean>;
  /** Grows while the copy is being read. */
  readonly readBytes: number;
  /** `failed`: what is drawn is not kept in this browser, or not any more. */
  readonly stage: "opening" | "keeping" | "failed";
  /** An update that changed the document, in the order in which they can be applied. */
  keep(update: Uint8Array): void;
  close(): void;
}

export interface LocalCopyOptions {
  /** What was kept is applied to it, with the origin STORE. */
  readonly doc: Y.Doc;
  readonly clock: Clock;
  readonly pace: Pace;
  /** The stage is another. */
  changed(): void;
}

export type OpenLocalCopy = (boardId: string, options: LocalCopyOptions) => LocalCopy;

/** Two tabs with one board share its database: each reads it when it opens, and both write to it. */
export function openIndexedDbCopy(boardId: string, options: LocalCopyOptions): LocalCopy {
  const open: OpenUpdateRows = (lost) => openUpdateRows(`gesso/${boardId}`, lost);
  return createLocalCopy(open, { ...options, leaving: pageLeaving });
}

/** `lost` is told when the rows can be used no more. */
export type OpenUpdateRows = (lost: () => void) => Promise<UpdateRows>;

type Stage =
  | { readonly stage: "opening" }
  | { readonly stage: "keeping"; readonly rows: UpdateRows }
  | { readonly stage: "failed" };

/** A row of this size is worth no folding. */
const LARGE_ROW_BYTES = 64 * 1024;
/** Folded at once: a few milliseconds. */
const FOLD_ROWS = 200;
const FOLD_BYTES = 256 * 1024;

export function createLocalCopy(
  open: OpenUpdateRows,
  options: LocalCopyOptions & { readonly leaving: Leaving },
): LocalCopy {
  const { doc, clock, pace } = options;
  let now: Stage = { stage: "opening" };
  let waiting: Uint8Array[] = [];
  let timer: Cancel | undefined;
  let readBytes = 0;
  let isClosed = false, isFolding = false;
  /** By key: how large each row is that this tab knows of. */
  const sizes = new Map<number, number>();
  let stopLeaving: Cancel = () => {};

  async function load(): Promise<boolean> {
    try {
      const rows = await open(failed);
      if (now.stage === "failed") return false;
      enter({ stage: "keeping", rows });
      flush();
      if (isClosed) rows.close();
      else stopLeaving = options.leaving(flush);
      return await readAll(rows);
    } catch {
      // Whatever the reason: there is no copy, and the server has the board.
      failed();
      return sizes.size > 0;
    }
  }

  async function readAll(rows: UpdateRows): Promise<boolean> {
    let last = BEFORE_ALL, any = false;
    while (!isClosed) {
      const some = await rows.read(last);
      if (some.length === 0) break;
      for (const { key, update } of some) {
        sizes.set(key, update.length);
        last = key;
      }
      await inSlices(apply(some), pace);
      any = true;
    }
    foldMany();
    return any;
  }

  function* apply(rows: readonly Row[]): Generator<void> {
    for (const { update } of rows) {
      for (const piece of splitInSteps(update, PIECE_BYTES)) {
        if (isClosed) return;
        try {
          if (piece) Y.applyUpdate(doc, piece, STORE);
        } catch {
          // One that cannot be read must not hide the others: the server has what is in it.
        }
        readBytes += piece?.length ?? 0;
        yield;
      }
    }
  }

  function keep(update: Uint8Array): void {
    if (now.stage === "failed") return;
    // It may be a piece of a frame, all of which would be written with it.
    waiting.push(update.slice());
    timer ??= clock.after(KEEP_EVERY_MS, flush);
  }

  function flush(): void {
    timer?.();
    timer = undefined;
    if (now.stage !== "keeping" || waiting.length === 0) return;
    const updates = joinSmall(waiting);
    waiting = [];
    now.rows.append(updates).then((keys) => {
      keys.forEach((key, i) => sizes.set(key, updates[i]?.length ?? 0));
      foldMany();
    }).catch(failed);
  }

  function foldMany(): void {
    if (isFolding || isClosed) return;
    const isSmall = (key: number) => (sizes.get(key) ?? 0) < LARGE_ROW_BYTES;
    if ([...sizes.keys()].filter(isSmall).length <= MOST_SMALL_ROWS) return;
    isFolding = true;
    fold().catch(failed).finally(() => isFolding = false);
  }

  async function fold(): Promise<void> {
    for (const keys of runsOf(sizes)) {
      // Each is a transaction of its own: the page has its turn between two.
      if (isClosed || now.stage !== "keeping") return;
      const [first, last] = [keys[0] ?? 0, keys.at(-1) ?? 0];
      const row = await now.rows.fold({ first, last }, mergeUpdates);
      for (const key of keys) sizes.delete(key);
      if (row) sizes.set(row.key, row.update.length);
    }
  }

  function failed(): void {
    if (now.stage === "keeping") now.rows.close();
    waiting = [];
    timer?.();
    timer = undefined;
    if (now.stage !== "failed" && !isClosed) enter({ stage: "failed" });
  }

  function enter(next: Stage): void {
    now = next;
    options.changed();
  }

  return {
    loaded: load(),
    get readBytes() {
      return readBytes;
    },
    get stage() {
      return now.stage;
    },
    keep,
    close() {
      flush();
      stopLeaving();
      isClosed = true;
      // It ends when what was begun is done.
      if (now.stage === "keeping") now.rows.close();
    },
  };
}

/** What is small goes into one row with its small neighbours. */
function joinSmall(updates: readonly Uint8Array[]): Uint8Array[] {
  const rows: Uint8Array[] = [];
  let small: Uint8Array[] = [];
  const join = () => {
    if (small.length > 0) rows.push(mergeUpdates(small));
    small = [];
  };
  for (const update of updates) {
    if (update.length < LARGE_ROW_BYTES) small.push(update);
    else {
      join();
      rows.push(update);
    }
  }
  join();
  return rows;
}

/** Keys of small rows that follow one another, as many at a time as are folded into one. */
function runsOf(sizes: ReadonlyMap<number, number>): number[][] {
  const runs: number[][] = [];
  let run: number[] = [], bytes = 0;
  const finish = () => {
    if (run.length > 1) runs.push(run);
    run = [];
    bytes = 0;
  };
  for (const [key, size] of [...sizes].sort(([a], [b]) => a - b)) {
    if (size >= LARGE_ROW_BYTES) finish();
    else {
      run.push(key);
      bytes += size;
      if (run.length === FOLD_ROWS || bytes >= FOLD_BYTES) finish();
    }
  }
  finish();
  return runs;
}
