/** Who is here, as overlapping avatars. */

import type { VNode } from "preact";
import { Avatar } from "./avatar.tsx";
import { useBoard } from "./board_context.ts";
import { Popover } from "./popover.tsx";

/** Avatars beside one's own, before "+n". */
const SHOWN = 3;

export function People(): VNode | null {
  const { me, peers } = useBoard();
  if (!me.value) return null;
  const others = peers.value;
  const more = others.length - SHOWN;
  // "+1" would take the place of the one it stands for.
  const shown = more > 1 ? others.slice(0, SHOWN) : others;
  const count = others.length + 1;
  return (
    <Popover
      label="People here"
      side="below"
      align="end"
      trigger={(attributes) => (
        <button
          type="button"
          class="icon-button people-button"
          {...attributes}
        >
          <span class="hidden-text">{count === 1 ? "You are alone here" : `${count} people are here`}</span>
          <span class="avatars" aria-hidden="true">
            {more > 1 && <span class="avatar avatar-more tablet-up">+{more}</span>}
            {shown.map(({ clientId, presence }) => (
              <Avatar key={clientId} person={presence} class="tablet-up" />
            ))}
            {others.length > 0 && <span class="avatar avatar-more phone-only">+{others.length}</span>}
            {me.value && <Avatar person={me.value} />}
          </span>
        </button>
      )}
      panel={({ PeoplePanel }) => <PeoplePanel />}
    />
  );
}
