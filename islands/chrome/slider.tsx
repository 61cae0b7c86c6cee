/** A slider that shows each step while it is dragged, and sets only what it is let go at: one step of undo. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { nearestStep } from "./sizes.ts";

export interface SliderProps {
  readonly label: string;
  /** The values, evenly spaced to the eye. */
  readonly steps: readonly number[];
  /** undefined: what is selected differs. It then stands at `from`. */
  readonly value: number | undefined;
  readonly from: number;
  readonly title?: string;
  readonly track: "wedge" | "fade";
  /** In words, short. */
  say(value: number): string;
  onSet(value: number): void;
  /** Beside it, for instance how large that is. */
  face?(value: number): ComponentChildren;
}

export function Slider({ label, steps, value, from, title, track, say, onSet, face }: SliderProps): VNode {
  const dragged = useSignal<number | undefined>(undefined);
  const shown = dragged.value ?? value;
  const at = shown ?? from;
  const words = shown === undefined ? "Mixed" : say(shown);
  return (
    <div class="slider-row">
      {face && <span class="slider-face" aria-hidden="true">{face(at)}</span>}
      <span class={`slider-track ${track}`}>
        <input
          class="slider"
          type="range"
          min={0}
          max={steps.length - 1}
          step={1}
          value={nearestStep(steps, at)}
          aria-label={label}
          aria-valuetext={words}
          title={title}
          onInput={({ currentTarget }) => {
            dragged.value = steps[currentTarget.valueAsNumber];
          }}
          onChange={({ currentTarget }) => {
            const set = steps[currentTarget.valueAsNumber];
            dragged.value = undefined;
            if (set !== undefined) onSet(set);
          }}
        />
      </span>
      <output class="slider-value">{words}</output>
    </div>
  );
}
