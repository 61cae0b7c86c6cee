/** What an empty board says, in the hand that writes on it. It never takes a press. */

import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";

export function EmptyHint(): VNode | null {
  const { view, status, viewing, touched, props } = useBoard();
  // Before the board is loaded an empty canvas means nothing.
  if (props.front || touched.value || !view.value.empty || !status.value?.loaded) return null;
  const live = status.value.connection.stage === "live";
  if (viewing.value) {
    return (
      <div class="empty-hint">
        <strong>Nothing here yet.</strong>
        <span>What others draw appears {live ? "as they draw it" : "once we are connected"}.</span>
      </div>
    );
  }
  return (
    <div class="empty-hint">
      <strong>Draw something.</strong>
      <span>It is saved {live ? "as you go" : "once we are connected"}.</span>
      <svg class="empty-arrow" width="44" height="72" viewBox="0 0 44 72" fill="none" aria-hidden="true">
        <path
          d="M30 3C14 14 9 34 19 66M19 66 8 55M19 66l9-13"
          stroke="currentColor"
          stroke-width="2.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </div>
  );
}
