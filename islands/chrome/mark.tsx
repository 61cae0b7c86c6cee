/** Gesso's mark: a g in one stroke of the brush, on its ground. */

import type { VNode } from "preact";

export function Mark({ size = 24 }: { readonly size?: number }): VNode {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M20.6 10.1c-1-1.6-2.6-2.5-4.5-2.5-3.2 0-5.6 2.4-5.6 5.500s2.300 5.400 5.3 5.4c2.800 0 4.7-1.9 4.900-4.900l.2-5.3-.4 10.900c-.2 3.800-2 5.900-5.200 5.900-1.800 0-3.300-.6-4.300-1.700"
        stroke="var(--on-accent)"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
