/** Where the settings say that assets are kept: in files beside the boards, or in memory as they are. */

import { join } from "node:path";
import { unreachable } from "../../core/unreachable.ts";
import type { Config } from "../config.ts";
import type { AssetStore } from "./asset_store.ts";
import { openDiskAssets } from "./disk_assets.ts";
import { createMemoryAssets } from "./memory_assets.ts";

export function openAssets({ store, dataDir }: Pick<Config, "store" | "dataDir">): AssetStore {
  switch (store) {
    case "memory":
      return createMemoryAssets();
    case "sqlite":
      return openDiskAssets(join(dataDir, "assets"));
    default:
      return unreachable(store);
  }
}
