/** A list of menu entries, with those behind them: arrows walk, letters jump, Esc and ← lead back. */

import { useSignal } from "@preact/signals";
import { Check, ChevronRight } from "lucide";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { unreachable } from "../../core/unreachable.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";
import type { MenuEntry } from "./menu_entries.ts";
import { useKeys } from "./shortcut_keys.ts";
import { useRun } from "./use_run.ts";

export interface MenuListProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Something was chosen: all of the menu goes. */
  readonly close: () => void;
  /** Back to where this list was opened from. */
  readonly leave: () => void;
  /** It lies in another, which has opened it. */
  readonly nested?: Opening;
}

/** By hovering, the focus stays where it is; by a key or a press it goes in. */
type Opening = "hover" | "choice";

export function MenuList({ label, entries, close, leave, nested }: MenuListProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  const open = useSignal<{ readonly at: number; readonly by: Opening } | undefined>(undefined);
  useLayoutEffect(() => {
    const { current } = list;
    // The outermost shows no entry as chosen yet; keys start at the first.
    if (!nested) current?.focus({ preventScroll: true });
    else if (nested === "choice" && current) itemsOf(current)[0]?.focus({ preventScroll: true });
  }, [nested]);

  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    // A list inside of this one has had it.
    if (event.defaultPrevented) return;
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const step = walk(event.key, itemsOf(event.currentTarget));
    if (step) step.focus();
    else if (
      event.key === "Escape" || event.key === "Tab" ||
      (nested && event.key === (rtl ? "ArrowRight" : "ArrowLeft"))
    ) {
      leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      class={nested ? "menu-list menu-nested" : "menu-list"}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry, i) => (
        <Entry
          key={i}
          entry={entry}
          open={open.value?.at === i ? open.value.by : undefined}
          onOpen={(by) => {
            if (by) open.value = { at: i, by };
            else if (open.peek()?.at === i) open.value = undefined;
          }}
          onHover={() => {
            // On a phone there is no hovering, and what is open stays open.
            if (canHover()) open.value = undefined;
          }}
          close={close}
        />
      ))}
    </div>
  );
}

interface EntryProps {
  readonly entry: MenuEntry;
  readonly open: Opening | undefined;
  onOpen(by: Opening | undefined): void;
  onHover(): void;
  readonly close: () => void;
}

function Entry({ entry, open, onOpen, onHover, close }: EntryProps): VNode {
  const run = useRun();
  const { engine } = useBoard();
  switch (entry.kind) {
    case "line":
      return <div class="menu-line" role="separator" />;
    case "paper":
      return (
        <Item
          name={entry.name}
          checked={entry.checked}
          one
          onHover={onHover}
          onPick={() => {
            close();
            engine.peek()?.edit([{ op: "paper", paper: entry.paper }]);
          }}
        />
      );
    case "action":
      return (
        <Item
          name={entry.name}
          keys={useKeys(entry.action)}
          checked={entry.checked}
          careful={entry.careful}
          onHover={onHover}
          onPick={() => {
            close();
            run(entry.action);
          }}
        />
      );
    case "more":
      return <More entry={entry} open={open} onOpen={onOpen} close={close} />;
    default:
      return unreachable(entry);
  }
}

interface ItemProps {
  readonly name: string;
  readonly keys?: string | undefined;
  readonly checked?: boolean | undefined;
  /** Only one of its kind is checked. */
  readonly one?: true;
  readonly careful?: true | undefined;
  onHover(): void;
  onPick(): void;
}

function Item({ name, keys, checked, one, careful, onHover, onPick }: ItemProps): VNode {
  const role = checked === undefined ? "menuitem" : one ? "menuitemradio" : "menuitemcheckbox";
  return (
    <button
      type="button"
      class="menu-item"
      role={role}
      tabIndex={-1}
      aria-checked={checked}
      data-careful={careful}
      onPointerEnter={onHover}
      onClick={onPick}
    >
      <span class="menu-name">{name}</span>
      {checked && <Icon of={Check} size={16} class="menu-check" />}
      {keys && <span class="menu-keys" aria-hidden="true">{keys}</span>}
    </button>
  );
}

interface MoreProps {
  readonly entry: Extract<MenuEntry, { kind: "more" }>;
  readonly open: Opening | undefined;
  onOpen(by: Opening | undefined): void;
  readonly close: () => void;
}

function More({ entry, open, onOpen, close }: MoreProps): VNode {
  const button = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open && place.current) turnInward(place.current);
  }, [open]);
  return (
    <div
      ref={place}
      class="menu-more"
      role="none"
      onPointerEnter={() => canHover() && !open && onOpen("hover")}
    >
      <button
        ref={button}
        type="button"
        class="menu-item"
        role="menuitem"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={open !== undefined}
        onClick={() => onOpen(open && !canHover() ? undefined : "choice")}
        onKeyDown={(event) => {
          const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
          if (event.key !== (rtl ? "ArrowLeft" : "ArrowRight")) return;
          event.preventDefault();
          event.stopPropagation();
          onOpen("choice");
        }}
      >
        <span class="menu-name">{entry.name}</span>
        <Icon of={ChevronRight} size={16} class="menu-chevron" />
      </button>
      {open && (
        <MenuList
          label={entry.name}
          entries={entry.entries}
          close={close}
          leave={() => {
            onOpen(undefined);
            button.current?.focus();
          }}
          nested={open}
        />
      )}
    </div>
  );
}

/** With a mouse an inner list opens by hovering, and a click keeps it open; a finger opens and closes it. */
function canHover(): boolean {
  return matchMedia("(hover: hover)").matches;
}

/** The items of a list and not of the lists in it. */
function itemsOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(".menu-item")].filter((item) =>
    item.closest("[role='menu']") === list
  );
}

/** Where a key leads; undefined when it leads nowhere. */
function walk(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const now = items.indexOf(document.activeElement as HTMLElement);
  if (key === "ArrowDown") return items[(now + 1) % items.length];
  if (key === "ArrowUp") return items.at(now <= 0 ? -1 : now - 1);
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if ([...key].length !== 1 || key === " ") return undefined;
  const after = [...items.slice(now + 1), ...items.slice(0, now + 1)];
  return after.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}

/** A list that would stick out of the window opens to the other side, or a little higher. */
function turnInward(place: HTMLElement): void {
  const list = place.querySelector<HTMLElement>(".menu-nested");
  if (!list || getComputedStyle(list).position !== "absolute") return;
  const { left, right, bottom } = list.getBoundingClientRect();
  if (right > innerWidth - 8 || left < 8) list.dataset["turned"] = "true";
  const over = bottom - (innerHeight - 8);
  if (over > 0) list.style.translate = `0 ${-Math.round(over)}px`;
}
