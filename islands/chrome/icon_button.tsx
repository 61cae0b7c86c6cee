/** A button that shows an icon and says its name in a tooltip and to a screen reader. */

import type { IconNode } from "lucide";
import type { VNode } from "preact";
import { Icon } from "./icon.tsx";
import { Tip, type TipProps } from "./tip.tsx";

export interface IconButtonProps {
  readonly icon: IconNode;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly tip?: Pick<TipProps, "side" | "align">;
  readonly class?: string;
  readonly iconSize?: number;
  onPress(): void;
}

export function IconButton(props: IconButtonProps): VNode {
  const { icon, label, keys, pressed, disabled = false, tip, iconSize = 20 } = props;
  return (
    <button
      type="button"
      class={props.class ? `icon-button ${props.class}` : "icon-button"}
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={props.onPress}
    >
      <Icon of={icon} size={iconSize} />
      <Tip text={label} keys={keys} {...tip} />
    </button>
  );
}
