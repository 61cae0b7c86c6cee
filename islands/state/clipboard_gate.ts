/** All that comes onto a board from outside and goes out: files, drags and the clipboard. Fetched after the first painting. */

import type { Engine } from "../../client/canvas/engine.ts";
import type { BoardState } from "./board_state.ts";
import type { Gate, GateAction } from "./clipboard_actions.ts";
import { createBoardClipboard, heldIn } from "./clipboard_board.ts";
import { listenToDrops } from "./drop.ts";
import { createImages } from "./images.ts";

export interface GatePlaces {
  readonly engine: Engine;
  readonly container: HTMLElement;
}

export function openGate(state: BoardState, { engine, container }: GatePlaces): Gate {
  const listening = new AbortController();
  const images = createImages(state, engine);
  const clipboard = createBoardClipboard(state, engine, images);
  listenToDrops(container, {
    signal: listening.signal,
    allowed: () => !state.viewing.peek(),
    dropped: (data, at) => void clipboard.take(heldIn(data), at).catch(reportError),
  });
  const actions: Record<GateAction, () => boolean> = {
    "insert-image": () => {
      images.pick();
      return true;
    },
    copy: clipboard.copy,
    cut: clipboard.cut,
    paste: () => {
      clipboard.paste();
      return true;
    },
    "copy-png": clipboard.copyPng,
    "copy-svg": clipboard.copySvg,
  };
  return {
    run: (action) => actions[action](),
    dispose() {
      listening.abort();
      clipboard.dispose();
      images.dispose();
    },
  };
}
