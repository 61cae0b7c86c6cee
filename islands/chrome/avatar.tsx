/** A person as a disc in their colour with their initials. */

import type { VNode } from "preact";
import type { Identity } from "../../client/local/identity.ts";
import { initialsOf, readableOn } from "./initials.ts";

export interface AvatarProps {
  readonly person: Pick<Identity, "name" | "color">;
  readonly class?: string;
}

export function Avatar({ person, class: more }: AvatarProps): VNode {
  return (
    <span
      class={more ? `avatar ${more}` : "avatar"}
      style={{ background: person.color, color: readableOn(person.color) }}
      aria-hidden="true"
    >
      {initialsOf(person.name)}
    </span>
  );
}
