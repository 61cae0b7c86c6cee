/** The entry of the board's page: the canvas comes to life first, the frame around it right after. */

import type { BoardScreenProps } from "./board_props.ts";
import { createBoardState } from "./state/board_state.ts";
import { couldNotLoad, startBoard } from "./state/controller.ts";
import { nextPainting } from "./state/next_painting.ts";

for (const island of document.querySelectorAll<HTMLElement>('[data-island="board"]')) {
  // Our own server wrote it from the same type.
  const props = JSON.parse(island.dataset["props"] ?? "{}") as BoardScreenProps;
  const canvas = island.querySelector<HTMLElement>(".board-canvas");
  const frame = island.querySelector("[data-frame]");
  if (!canvas || !frame) throw new Error("Cannot bring the board to life: the page has no place for it");
  const state = createBoardState(props);
  const stop = startBoard(state, canvas);
  nextPainting().then(() => import("./frame.tsx")).then(({ showFrame }) => showFrame(state, frame)).catch(
    couldNotLoad(state),
  );
  // Leaving says goodbye, so that one's cursor does not stand there until the server notices.
  addEventListener("pagehide", stop, { once: true });
  // What the browser kept of the page and shows again has neither canvas nor session any more.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
