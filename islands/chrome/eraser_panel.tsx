/** What the eraser takes away. */

import type { VNode } from "preact";
import type { EraserMode } from "../../client/canvas/options.ts";
import { useBoard } from "./board_context.ts";
import type { PanelProps } from "./panel_props.ts";

const MODES: readonly { readonly mode: EraserMode; readonly name: string; readonly about: string }[] = [
  { mode: "whole", name: "Whole", about: "All of each shape it touches" },
  { mode: "partial", name: "Partial", about: "Only the ink it passes over" },
  { mode: "mine", name: "Mine", about: "Only what I made myself" },
];

export function EraserPanel({ close }: PanelProps): VNode {
  return <EraserModes done={close} />;
}

export function EraserModes({ done }: { readonly done?: () => void }): VNode {
  const { engine, view } = useBoard();
  return (
    <div class="mode-list" role="group" aria-label="What the eraser takes away">
      {MODES.map(({ mode, name, about }) => (
        <button
          type="button"
          class="mode"
          key={mode}
          aria-pressed={view.value.options.eraser === mode}
          onClick={() => {
            engine.peek()?.setOptions({ eraser: mode });
            done?.();
          }}
        >
          {name}
          <span class="mode-about">{about}</span>
        </button>
      ))}
    </div>
  );
}
