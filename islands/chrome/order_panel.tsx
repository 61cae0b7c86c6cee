/** What lies above what. */

import { BringToFront, ChevronDown, ChevronUp, SendToBack } from "lucide";
import type { VNode } from "preact";
import { labelOf } from "../../client/canvas/input/shortcuts.ts";
import { IconButton } from "./icon_button.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { useRun } from "./use_run.ts";

const ORDERS = [
  { action: "order.front", icon: BringToFront },
  { action: "order.forward", icon: ChevronUp },
  { action: "order.backward", icon: ChevronDown },
  { action: "order.back", icon: SendToBack },
] as const;

export function OrderPanel(): VNode {
  return (
    <div class="align-panel">
      <div class="align-row">{ORDERS.map((order) => <OrderButton key={order.action} {...order} />)}</div>
    </div>
  );
}

function OrderButton({ action, icon }: (typeof ORDERS)[number]): VNode {
  const run = useRun();
  return (
    <IconButton
      icon={icon}
      label={labelOf(action)}
      keys={useKeys(action)}
      onPress={() => run(action)}
    />
  );
}
