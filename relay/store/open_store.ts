/** Which store the settings ask for. It makes the data folder when it is not there. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { unreachable } from "../../core/unreachable.ts";
import type { Config } from "../config.ts";
import { createMemoryStore } from "./memory.ts";
import { openSqliteStore } from "./sqlite.ts";
import { type BoardStore, StoreError } from "./store.ts";

/** Throws StoreError when boards cannot be kept there. */
export function openStore({ store, dataDir }: Config): BoardStore {
  switch (store) {
    case "memory":
      return createMemoryStore();
    case "sqlite":
      return openInFolder(dataDir);
    default:
      return unreachable(store);
  }
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

function openInFolder(dataDir: string): BoardStore {
  try {
    mkdirSync(dataDir, { recursive: true });
    return openSqliteStore(fileIn(dataDir));
  } catch (cause) {
    throw new StoreError(`Cannot keep boards in the folder ${dataDir} (DATA_DIR)`, { cause });
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, "gesso.db");
}
