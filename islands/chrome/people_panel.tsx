/** Everybody here by name, and one's own name and colour to change. */

import type { VNode } from "preact";
import { IDENTITY_COLORS, identityColorName, MAX_NAME_LENGTH } from "../../client/local/identity.ts";
import { Avatar } from "./avatar.tsx";
import { useBoard } from "./board_context.ts";
import { Swatch } from "./swatch.tsx";

export function PeoplePanel(): VNode {
  const others = useBoard().peers.value;
  return (
    <div class="people">
      <Self />
      {others.length > 0 && (
        <ul class="people-list" aria-label="Others" tabIndex={0}>
          {others.map(({ clientId, presence }) => (
            <li class="person" key={clientId}>
              <Avatar person={presence} />
              <span class="person-name">{presence.name}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Self(): VNode | null {
  const { me } = useBoard();
  const self = me.value;
  if (!self) return null;
  return (
    <>
      <div class="people-self">
        <Avatar person={self} />
        <input
          class="field"
          aria-label="Your name, as others see it"
          maxLength={MAX_NAME_LENGTH}
          autocomplete="nickname"
          spellcheck={false}
          defaultValue={self.name}
          onInput={({ currentTarget }) => {
            const name = currentTarget.value.trim();
            if (name) me.value = { ...self, name };
          }}
        />
      </div>
      <div class="swatches swatches-of-people" role="group" aria-label="Your colour">
        {IDENTITY_COLORS.map((color) => (
          <Swatch
            key={color}
            name={identityColorName(color)}
            ink={color}
            picked={self.color === color}
            edged
            onPick={() => (me.value = { ...self, color })}
          />
        ))}
      </div>
    </>
  );
}
