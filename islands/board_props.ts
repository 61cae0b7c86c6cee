/** What the server tells the board's page. Plain JSON: it goes to the browser in the page. */

import type { Font } from "../core/board/shape.ts";

export interface BoardScreenProps {
  readonly boardId: string;
  /** Anybody may edit it, with no key. */
  readonly open: boolean;
  /** The front page: a card about Gesso lies over the board. */
  readonly front: boolean;
  /** Address of the tile worker's script. */
  readonly worker: string;
  /** Addresses of the fonts a board is written in, for what draws text without a document. */
  readonly fonts: Readonly<Record<Font, string>>;
}
