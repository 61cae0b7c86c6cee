/** The toolbar: one row of tools, the style button, and on a phone a sheet for what does not fit. */

import { Ellipsis } from "lucide";
import { Fragment, type VNode } from "preact";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon_button.tsx";
import { Popover } from "./popover.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { StyleButton } from "./style_button.tsx";
import { TOOL_GROUPS, type ToolFace, TOOLS } from "./tools.ts";

export function Toolbar(): VNode {
  const { viewing, stage, props } = useBoard();
  const viewer = viewing.value;
  const groups = viewer ? [TOOLS.filter((tool) => tool.forViewers)] : TOOL_GROUPS;
  return (
    <div class="toolbar-place">
      <div
        class="panel toolbar"
        role="toolbar"
        aria-label="Tools"
        aria-orientation="horizontal"
        data-viewer={viewer}
        data-stage={props.open ? "open" : stage.value}
        onKeyDown={moveFocus}
      >
        {groups.map((tools, i) => (
          <Fragment key={tools[0]?.id}>
            {i > 0 && <span class="rule" />}
            {tools.map((tool) => <ToolButton key={tool.id} tool={tool} />)}
          </Fragment>
        ))}
        {!viewer && (
          <>
            <span class="rule" />
            <StyleButton />
            <MoreTools />
          </>
        )}
      </div>
    </div>
  );
}

function ToolButton({ tool }: { readonly tool: ToolFace }): VNode {
  const { engine, view, viewing } = useBoard();
  return (
    <IconButton
      icon={tool.icon}
      label={tool.name}
      keys={useKeys(`tool.${tool.id}`)}
      pressed={view.value.tool === tool.id}
      {...tool.beyondSix && !viewing.value && { class: "beyond-six" }}
      onPress={() => engine.peek()?.setTool(tool.id)}
    />
  );
}

function MoreTools(): VNode {
  const { view } = useBoard();
  const inUse = TOOLS.find((tool) => tool.beyondSix && tool.id === view.value.tool);
  return (
    <div class="phone-only">
      <Popover
        label="More tools"
        side="above"
        align="end"
        trigger={(attributes) => (
          <button
            type="button"
            class="icon-button"
            aria-label={inUse ? `More tools; in use: ${inUse.name}` : "More tools"}
            aria-pressed={inUse !== undefined}
            {...attributes}
          >
            <Icon of={inUse?.icon ?? Ellipsis} />
          </button>
        )}
        panel={({ MoreToolsPanel }, close) => <MoreToolsPanel close={close} />}
      />
    </div>
  );
}

// Arrow keys walk along the bar, as everywhere with role "toolbar"; Tab still reaches each button.
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const { currentTarget: bar, target } = event;
  if (step === 0 || !(target instanceof HTMLElement) || target.closest(".popover")) return;
  const buttons = [...bar.querySelectorAll<HTMLElement>("button")].filter((button) => button.offsetParent);
  const along = getComputedStyle(bar).direction === "rtl" ? -step : step;
  const next = buttons.at((buttons.indexOf(target) + along) % buttons.length);
  next?.focus();
  event.preventDefault();
  event.stopPropagation();
}
