/** Keeps what this person likes, and brings it back: the hand and its tools, and what the frame remembers. */

import { computed, effect, type Signal } from "@preact/signals-core";
import type { Engine } from "../../client/canvas/engine.ts";
import type { PreferenceStore } from "../../client/local/preferences.ts";
import type { BoardState } from "./board_state.ts";
import { showEngine } from "./engine_view.ts";

/** What is in hand starts as it was left. The layer in hand is one board's, and is not kept. */
export function keepHand(state: BoardState, preferences: PreferenceStore, engine: Engine): () => void {
  const kept = preferences.read();
  engine.setOptions(kept.options);
  engine.setStyle(kept.style);
  showEngine(state, engine.state);
  const style = computed(() => state.view.value.style);
  const options = computed(() => state.view.value.options);
  return effect(() => {
    const { align, ...named } = style.value;
    const { layer: _, ...behaviour } = options.value;
    // The highlighter has a colour of its own, which the pen is not to start with.
    const highlights = state.view.peek().tool === "highlighter";
    const color = highlights ? preferences.read().style.color ?? named.color : named.color;
    preferences.change({ style: { ...named, color, ...align && { align } }, options: behaviour });
  });
}

/** What the frame itself remembers. */
export function keepChrome(state: BoardState, preferences: PreferenceStore): () => void {
  const kept = preferences.read();
  state.minimap.value = kept.minimap;
  state.recentColors.value = kept.colors;
  state.recentCommands.value = kept.commands;
  const stops = [
    keepSignal(state.minimap, (minimap) => preferences.change({ minimap })),
    keepSignal(state.recentColors, (colors) => preferences.change({ colors })),
    keepSignal(state.recentCommands, (commands) => preferences.change({ commands })),
  ];
  return () => stops.forEach((stop) => stop());
}

function keepSignal<T>(kept: Signal<T>, keep: (value: T) => void): () => void {
  let first = true;
  return effect(() => {
    const { value } = kept;
    // It has just been read.
    if (!first) keep(value);
    first = false;
  });
}
