/** One of a few, side by side. With nothing picked, what is selected differs. */

import type { IconNode } from "lucide";
import type { VNode } from "preact";
import { Icon } from "./icon.tsx";

export interface ChoiceOption<T> {
  readonly value: T;
  readonly name: string;
  /** An icon, or letters that show what they stand for. */
  readonly face: IconNode | { readonly letters: string; readonly class: string };
}

export interface ChoiceProps<T> {
  readonly label: string;
  readonly options: readonly ChoiceOption<T>[];
  readonly picked: T | undefined;
  onPick(value: T): void;
}

export function Choice<T>({ label, options, picked, onPick }: ChoiceProps<T>): VNode {
  return (
    <span class="segments" role="group" aria-label={label}>
      {options.map(({ value, name, face }) => (
        <button
          type="button"
          class="segment"
          key={name}
          aria-label={name}
          title={name}
          aria-pressed={value === picked}
          onClick={() => onPick(value)}
        >
          {"letters" in face ? <span class={face.class}>{face.letters}</span> : <Icon of={face} size={18} />}
        </button>
      ))}
    </span>
  );
}

/** A choice with its name before it. */
export function ChoiceRow<T>(props: ChoiceProps<T>): VNode {
  return (
    <div class="prop-row">
      <span class="prop-name" aria-hidden="true">{props.label}</span>
      <Choice {...props} />
    </div>
  );
}
