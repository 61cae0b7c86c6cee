/** Bottom right: a small map of the whole board, while some of it is out of view and the window has room for it. */

import { useSignal } from "@preact/signals";
import { effect } from "@preact/signals-core";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { createBoardMap } from "../../client/canvas/board_map.ts";
import { useBoard } from "./board_context.ts";

/** CSS pixels. */
const SIZE = { width: 180, height: 120 };
const ROOMY = "(min-width: 768px) and (min-height: 480px)";

export function Minimap(): VNode | null {
  const { minimap, view, focused } = useBoard();
  const roomy = useMedia(ROOMY);
  // It does not go away under the hand that moves it.
  const inUse = useSignal(false);
  const needed = !view.value.whole || inUse.value;
  const shown = minimap.value && roomy && !focused.value && needed;
  useEffect(() => {
    // What goes away under the pointer never tells that it was left.
    if (!shown) inUse.value = false;
  }, [shown]);
  if (!shown) return null;
  return (
    <div
      class="panel minimap"
      onPointerEnter={() => (inUse.value = true)}
      onPointerLeave={() => (inUse.value = false)}
      onFocusIn={() => (inUse.value = true)}
      onFocusOut={() => (inUse.value = false)}
    >
      <MapCanvas />
    </div>
  );
}

function MapCanvas(): VNode {
  const { engine, peers, theme } = useBoard();
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (!canvas.current || !engine.value) return;
    const map = createBoardMap(canvas.current, engine.value, SIZE);
    const stops = [
      effect(() => map.setPeers(peers.value)),
      effect(() => {
        theme.value;
        map.restyle();
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      map.dispose();
    };
  }, [engine.value]);
  return (
    <canvas
      ref={canvas}
      class="minimap-canvas"
      role="application"
      tabIndex={0}
      aria-label="Map of the board"
      aria-description="Arrow keys move the view, plus and minus zoom."
    />
  );
}

function useMedia(query: string): boolean {
  const matches = useSignal(false);
  useEffect(() => {
    const media = matchMedia(query);
    const read = () => {
      matches.value = media.matches;
    };
    read();
    media.addEventListener("change", read);
    return () => media.removeEventListener("change", read);
  }, [query]);
  return matches.value;
}
