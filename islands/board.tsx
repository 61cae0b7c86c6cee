/** The entry of the board's page: finds the island the server rendered and brings it to life. */

import { hydrate } from "preact";
import type { BoardScreenProps } from "./board_props.ts";
import { BoardScreen } from "./board_screen.tsx";
import { startBoard } from "./state/controller.ts";

for (const place of document.querySelectorAll<HTMLElement>('[data-island="board"]')) {
  // Our own server wrote it from the same type.
  const props = JSON.parse(place.dataset.props ?? "{}") as BoardScreenProps;
  hydrate(<BoardScreen {...props} start={startBoard} />, place);
}
