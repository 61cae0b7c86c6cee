/** One colour to pick. */

import type { VNode } from "preact";

export interface SwatchProps {
  readonly name: string;
  /** CSS colour. */
  readonly ink: string;
  readonly picked: boolean;
  /** Drawn with an edge, for what would be lost on the panel. */
  readonly edged: boolean;
  readonly onPick: () => void;
}

export function Swatch({ name, ink, picked, edged, onPick }: SwatchProps): VNode {
  return (
    <button
      type="button"
      class="swatch"
      aria-label={name}
      title={name}
      aria-pressed={picked}
      onClick={onPick}
    >
      <span class="swatch-ink" data-edge={edged} style={{ background: ink }} />
    </button>
  );
}
