/** The Share button: the one filled button of a board. */

import type { VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { Popover } from "./popover.tsx";

export function Share(): VNode {
  const { props } = useBoard();
  return (
    <Popover
      label="Share this board"
      side="below"
      align="end"
      trigger={(attributes) => (
        <button
          type="button"
          class={`button ${props.front ? "button-plain" : "button-filled"}`}
          {...attributes}
        >
          Share
        </button>
      )}
      panel={({ SharePanel }) => <SharePanel />}
    />
  );
}
