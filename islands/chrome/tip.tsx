/** A tooltip: what a control is called and its key. For eyes only; the control's own label says the name. */

import type { VNode } from "preact";

export interface TipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly side?: "above" | "below";
  /** Which edge lines up with the control's, near a side of the window. */
  readonly align?: "start" | "centre" | "end";
}

export function Tip({ text, keys, side = "above", align = "centre" }: TipProps): VNode {
  const place = `${side === "below" ? " tip-below" : ""}${align === "centre" ? "" : ` tip-${align}`}`;
  // The key is the style sheet's to show: as text it would be part of what the control is called.
  return <span class={`tip${place}`} data-keys={keys} aria-hidden="true">{text}</span>;
}
