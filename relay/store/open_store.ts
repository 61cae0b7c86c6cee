/** Which store the settings ask for, and folding for it. It makes the data folder when it is not there. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { unreachable } from "../../core/unreachable.ts";
import type { Config } from "../config.ts";
import { Folding } from "./folding.ts";
import { createMemoryStore } from "./memory.ts";
import { openSqliteStore } from "./sqlite.ts";
import { type BoardStore, type Fold, StoreError } from "./store.ts";

/** Rejects with StoreError when boards cannot be kept there. */
export async function openStore(config: Config): Promise<BoardStore> {
  const folding = new Folding();
  const store = await openKind(config, (unfolded) => folding.fold(unfolded));
  return {
    load: (board) => store.load(board),
    append: (board, entries) => store.append(board, entries),
    compact: (board) => store.compact(board),
    async [Symbol.asyncDispose]() {
      folding[Symbol.dispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Where boards are kept, in words that follow "in". */
export function placeOf({ store, dataDir }: Config): string {
  switch (store) {
    case "memory":
      return "memory: they are gone when it stops";
    case "sqlite":
      return fileIn(dataDir);
    default:
      return unreachable(store);
  }
}

async function openKind({ store, dataDir }: Config, fold: Fold): Promise<BoardStore> {
  switch (store) {
    case "memory":
      return createMemoryStore({ fold });
    case "sqlite":
      return await openInFolder(dataDir, fold);
    default:
      return unreachable(store);
  }
}

async function openInFolder(dataDir: string, fold: Fold): Promise<BoardStore> {
  try {
    mkdirSync(dataDir, { recursive: true });
    return await openSqliteStore(fileIn(dataDir), { fold });
  } catch (cause) {
    throw new StoreError(`Cannot keep boards in the folder ${dataDir} (DATA_DIR)`, { cause });
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, "gesso.db");
}
