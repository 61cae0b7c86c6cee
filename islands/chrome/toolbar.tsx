/** The toolbar: one row of tools, what the one in hand is set to, and a sheet for what does not fit. */

import { Image, Lock, LockOpen } from "lucide";
import type { VNode } from "preact";
import type { ToolId } from "../../client/canvas/tools/tool.ts";
import { useBoard } from "./board_context.ts";
import { FigureButton } from "./figure_button.tsx";
import { FlyoutButton } from "./flyout_button.tsx";
import { IconButton } from "./icon_button.tsx";
import { MoreTools } from "./more_tools.tsx";
import { useKeys } from "./shortcut_keys.ts";
import { StyleButton } from "./style_button.tsx";
import { walkToolbar } from "./toolbar_keys.ts";
import { BEYOND_PHONE, TOOL_ICONS, toolName, VIEWER_TOOLS } from "./tools.ts";
import { useRun } from "./use_run.ts";

export function Toolbar(): VNode {
  const { viewing, stage, props } = useBoard();
  const viewer = viewing.value;
  return (
    <div class="toolbar-place">
      <div
        class="panel toolbar"
        role="toolbar"
        aria-label="Tools"
        aria-orientation="horizontal"
        data-viewer={viewer}
        data-stage={props.open ? "open" : stage.value}
        onKeyDown={walkToolbar}
      >
        {viewer ? VIEWER_TOOLS.map((id) => <ToolButton key={id} id={id} />) : <AllTools />}
      </div>
    </div>
  );
}

function AllTools(): VNode {
  return (
    <>
      <FlyoutButton
        tools={["select", "lasso"]}
        panel={({ SelectPanel }, close) => <SelectPanel close={close} />}
      />
      <ToolButton id="hand" />
      <span class="rule" />
      <ToolButton id="pen" />
      <ToolButton id="highlighter" />
      <FlyoutButton tools={["eraser"]} panel={({ EraserPanel }, close) => <EraserPanel close={close} />} />
      <span class="rule" />
      <FigureButton />
      <ToolButton id="arrow" />
      <ToolButton id="text" />
      <ToolButton id="note" />
      <ImageButton />
      <span class="rule" />
      <StyleButton />
      <MoreTools />
      <KeepToolButton />
    </>
  );
}

function ToolButton({ id }: { readonly id: ToolId }): VNode {
  const { engine, view, viewing } = useBoard();
  return (
    <IconButton
      icon={TOOL_ICONS[id]}
      label={toolName(id)}
      keys={useKeys(`tool.${id}`)}
      pressed={view.value.tool === id}
      {...BEYOND_PHONE.includes(id) && !viewing.value && { class: "beyond-phone" }}
      onPress={() => engine.peek()?.run(`tool.${id}`)}
    />
  );
}

function ImageButton(): VNode {
  const run = useRun();
  return (
    <IconButton
      icon={Image}
      label="Image"
      keys={useKeys("insert-image")}
      class="beyond-phone"
      onPress={() => run("insert-image")}
    />
  );
}

function KeepToolButton(): VNode {
  const run = useRun();
  const kept = useBoard().view.value.options.keepTool;
  return (
    <IconButton
      icon={kept ? Lock : LockOpen}
      iconSize={18}
      label="Keep the tool in hand"
      keys={useKeys("keep-tool")}
      pressed={kept}
      class="beyond-phone"
      onPress={() => run("keep-tool")}
    />
  );
}
