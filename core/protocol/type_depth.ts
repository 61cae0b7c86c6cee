/** How deep something lies in a Yjs document. The guard needs to be told, since it does not know the document. */

import * as Y from "yjs";

/** How many types the struct with this id lies in: 0 directly in a root; undefined when it is emptied or not there. */
export function typeDepth(doc: Y.Doc, client: number, clock: number): number | undefined {
  if (clock >= Y.getState(doc.store, client)) return undefined;
  let depth = 0;
  let item: unknown = Y.getItem(doc.store, Y.createID(client, clock));
  if (!(item instanceof Y.Item)) return undefined;
  while (item instanceof Y.Item && item.parent instanceof Y.AbstractType && item.parent._item) {
    depth++;
    item = item.parent._item;
  }
  return depth;
}
