/** One icon of the one set. Decorative: its control carries the name. */

import type { IconNode } from "lucide";
import { h, type VNode } from "preact";

export interface IconProps {
  readonly of: IconNode;
  /** CSS pixels. */
  readonly size?: number;
  readonly class?: string;
}

export function Icon({ of, size = 20, class: className }: IconProps): VNode {
  return (
    <svg
      class={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={1.75}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
