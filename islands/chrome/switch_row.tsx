/** One thing that is on or off, with its name and perhaps a word about it. */

import type { VNode } from "preact";

export interface SwitchRowProps {
  readonly name: string;
  readonly about?: string;
  readonly on: boolean;
  onChange(on: boolean): void;
}

export function SwitchRow({ name, about, on, onChange }: SwitchRowProps): VNode {
  return (
    <button
      type="button"
      class="switch-row"
      role="switch"
      aria-checked={on}
      onClick={() => onChange(!on)}
    >
      <span class="switch-words">
        {name}
        {about && <span class="switch-about">{about}</span>}
      </span>
      <span class="switch" aria-hidden="true" />
    </button>
  );
}
