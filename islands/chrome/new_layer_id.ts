/** Ids of new layers: as random as a shape's. */

import { createIdSource } from "../../core/board/ids.ts";

export const newLayerId: () => string = createIdSource((count) =>
  crypto.getRandomValues(new Uint8Array(count))
);
