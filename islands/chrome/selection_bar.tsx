/** The bar beside what is selected: what one does with it most. It keeps clear of it, and of the frame's own bars. */

import {
  AlignHorizontalJustifyStart,
  Copy,
  Ellipsis,
  ExternalLink,
  Group,
  type IconNode,
  Layers2,
  Link2,
  Lock,
  LockOpen,
  Trash2,
  Ungroup,
} from "lucide";
import { effect, useComputed } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Action } from "../../client/canvas/input/actions.ts";
import { labelOf } from "../../client/canvas/input/shortcuts.ts";
import { openLink } from "../state/links.ts";
import { type BarPlace, type Free, placeBar } from "./bar_place.ts";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";

import { useKeys } from "./shortcut_keys.ts";
import { StyleButtons } from "./style_buttons.tsx";
import { walkToolbar } from "./toolbar_keys.ts";
import { useRun } from "./use_run.ts";
import { BarPopover } from "./bar_popover.tsx";

export function SelectionBar(): VNode | null {
  const { view, place, viewing, menu, focused } = useBoard();
  const shown = useComputed(() =>
    place.value.selectionBox !== undefined && !viewing.value && !menu.value && !focused.value
  );
  const bar = useRef<HTMLDivElement>(null);
  const { locked, selection, applicable } = view.value;
  // Placed anew in every frame of a pan, and rendered only when there is another selection.
  useLayoutEffect(() => {
    const { current } = bar;
    if (!current || !shown.value) return;
    const room = { width: current.offsetWidth, height: current.offsetHeight };
    const free = freeRoom();
    return effect(() => {
      const { selectionBox } = place.value;
      if (selectionBox) show(current, placeBar(selectionBox, room, free));
    });
  }, [shown.value, locked, selection, applicable]);
  if (!shown.value) return null;
  return (
    <div
      ref={bar}
      class="panel selection-bar"
      role="toolbar"
      aria-label="What is selected"
      aria-orientation="horizontal"
      onKeyDown={walkToolbar}
    >
      {locked ? <LockedButtons /> : <FreeButtons />}
      <MoreButton />
    </div>
  );
}

function LockedButtons(): VNode {
  return (
    <>
      <Button action="lock" icon={LockOpen} label="Unlock" />
      <OpenLinkButton />
    </>
  );
}

function FreeButtons(): VNode {
  const { selection, grouped } = useBoard().view.value;
  const several = selection.length > 1;
  return (
    <>
      <StyleButtons />
      <span class="rule" />
      {several && (
        <BarPopover
          label="Line up"
          icon={AlignHorizontalJustifyStart}
          panel={({ AlignPanel }) => <AlignPanel />}
        />
      )}
      <BarPopover label="Order" icon={Layers2} class="tablet-up" panel={({ OrderPanel }) => <OrderPanel />} />
      {grouped
        ? <Button action="ungroup" icon={Ungroup} class="tablet-up" />
        : several && <Button action="group" icon={Group} class="tablet-up" />}
      <Button action="lock" icon={Lock} label="Lock" class="tablet-up" />
      <Button action="link" icon={Link2} class="tablet-up" />
      <OpenLinkButton />
      <Button action="duplicate" icon={Copy} />
      <Button action="delete" icon={Trash2} />
    </>
  );
}

interface ButtonProps {
  readonly action: Action;
  readonly icon: IconNode;
  readonly label?: string;
  readonly class?: string;
}

function Button({ action, icon, label, class: more }: ButtonProps): VNode {
  const run = useRun();
  return (
    <IconButton
      icon={icon}
      iconSize={18}
      label={label ?? labelOf(action)}
      keys={useKeys(action)}
      {...more && { class: more }}
      onPress={() => run(action)}
    />
  );
}

function OpenLinkButton(): VNode | null {
  const { engine, view } = useBoard();
  const [only, ...more] = view.value.selection;
  const link = only !== undefined && more.length === 0 ? engine.peek()?.get(only)?.link : undefined;
  if (link === undefined) return null;
  return (
    <IconButton
      icon={ExternalLink}
      iconSize={18}
      label="Open the link"
      onPress={() => openLink(link)}
    />
  );
}

function MoreButton(): VNode {
  const { menu } = useBoard();
  const button = useRef<HTMLSpanElement>(null);
  return (
    <span ref={button} class="bar-more">
      <IconButton
        icon={Ellipsis}
        iconSize={18}
        label="More"
        keys={useKeys("menu")}
        onPress={() => {
          const box = button.current?.getBoundingClientRect();
          if (box) menu.value = { at: { x: box.left, y: box.bottom + 8 } };
        }}
      />
    </span>
  );
}

/** Between the top bar and the toolbar; on a phone the style sheet says where the bar stands. */
function freeRoom(): Free {
  const edge = 8;
  const boxOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
  // It ends where the screen's notch begins.
  const above = boxOf(".top-bar");
  return {
    left: above?.left ?? edge,
    right: above?.right ?? innerWidth - edge,
    top: (above?.bottom ?? 0) + edge,
    bottom: (boxOf(".toolbar")?.top ?? innerHeight) - edge,
  };
}

function show(bar: HTMLElement, place: BarPlace | undefined): void {
  bar.dataset["out"] = String(place === undefined);
  if (!place) return;
  bar.dataset["side"] = place.side;
  bar.style.setProperty("--x", `${place.x}px`);
  bar.style.setProperty("--y", `${place.y}px`);
}
