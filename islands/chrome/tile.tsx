/** A large button with its name below the icon, for panels where there is room to be plain. */

import type { IconNode } from "lucide";
import type { VNode } from "preact";
import { Icon } from "./icon.tsx";

export interface TileProps {
  readonly icon: IconNode;
  readonly name: string;
  readonly pressed?: boolean;
  readonly class?: string;
  onPress(): void;
}

export function Tile({ icon, name, pressed, class: more, onPress }: TileProps): VNode {
  return (
    <button type="button" class={more ? `tile ${more}` : "tile"} aria-pressed={pressed} onClick={onPress}>
      <Icon of={icon} />
      {name}
    </button>
  );
}
