/** What a menu holds, for what is selected or for the board: plain data from plain facts. Pure. */

import type { Action } from "../../client/canvas/input/actions.ts";
import { labelOf } from "../../client/canvas/input/shortcuts.ts";
import { type Paper, PAPERS } from "../../core/board/looks.ts";
import type { ShapeKind } from "../../core/board/shape.ts";

export type MenuEntry =
  | {
    readonly kind: "action";
    readonly action: Action;
    readonly name: string;
    /** Only of what can be on or off. */
    readonly checked?: boolean;
    readonly careful?: true;
  }
  | { readonly kind: "paper"; readonly paper: Paper; readonly name: string; readonly checked: boolean }
  | { readonly kind: "more"; readonly name: string; readonly entries: readonly MenuEntry[] }
  | { readonly kind: "line" };

export interface MenuFacts {
  /** How many shapes are selected. */
  readonly count: number;
  readonly kinds: readonly ShapeKind[];
  /** All that is selected is locked. */
  readonly locked: boolean;
  readonly grouped: boolean;
  readonly linked: boolean;
  /** One may only look. */
  readonly viewing: boolean;
  readonly paper: Paper;
  readonly snapToGrid: boolean;
  readonly snapToShapes: boolean;
}

export const PAPER_NAMES: Readonly<Record<Paper, string>> = {
  plain: "Plain",
  dots: "Dots",
  lines: "Lines",
  squares: "Squares",
  isometric: "Isometric",
};

export function menuEntries(facts: MenuFacts): readonly MenuEntry[] {
  if (facts.viewing) return [...LOOKING, LINE, act("palette"), act("help")];
  if (facts.count === 0) return boardEntries(facts);
  return facts.locked ? lockedEntries(facts) : selectionEntries(facts);
}

const LINE: MenuEntry = { kind: "line" };

function act(action: Action, name = labelOf(action)): MenuEntry {
  return { kind: "action", action, name };
}

function more(name: string, entries: readonly MenuEntry[]): MenuEntry {
  return { kind: "more", name, entries };
}

const LOOKING = [act("zoom-fit"), act("zoom-reset"), act("focus")];

const COPY_AS = more("Copy as", [act("copy-png", "PNG"), act("copy-svg", "SVG")]);

const ORDER = more("Order", [
  act("order.front"),
  act("order.forward"),
  act("order.backward"),
  act("order.back"),
]);

const FLIP = more("Flip and turn", [
  act("flip-x"),
  act("flip-y"),
  act("rotate-right"),
  act("rotate-left"),
]);

function boardEntries({ paper, snapToGrid, snapToShapes }: MenuFacts): readonly MenuEntry[] {
  return [
    act("paste"),
    act("select-all"),
    act("insert-image"),
    LINE,
    more(
      "Paper",
      PAPERS.map((each) => ({
        kind: "paper",
        paper: each,
        name: PAPER_NAMES[each],
        checked: each === paper,
      })),
    ),
    { kind: "action", action: "snap-to-grid", name: labelOf("snap-to-grid"), checked: snapToGrid },
    { kind: "action", action: "snap-to-shapes", name: labelOf("snap-to-shapes"), checked: snapToShapes },
    act("layers"),
    LINE,
    ...LOOKING,
    LINE,
    act("palette"),
    act("help"),
  ];
}

function lockedEntries({ linked }: MenuFacts): readonly MenuEntry[] {
  return [act("copy"), COPY_AS, LINE, act("lock", "Unlock"), ...(linked ? [act("link")] : [])];
}

function selectionEntries({ count, kinds, grouped, linked }: MenuFacts): readonly MenuEntry[] {
  return [
    act("cut"),
    act("copy"),
    COPY_AS,
    act("paste"),
    act("duplicate"),
    LINE,
    ORDER,
    ...(count > 1 ? [more("Align", alignEntries(count))] : []),
    FLIP,
    ...(count > 1 ? [act("group")] : []),
    ...(grouped ? [act("ungroup")] : []),
    ...(kinds.includes("stroke") || kinds.includes("polyline") ? [act("separate")] : []),
    LINE,
    act("lock", "Lock"),
    act("link", linked ? "Change the link" : "Add a link"),
    more("Style", [act("copy-style"), act("paste-style")]),
    act("zoom-selection"),
    LINE,
    { kind: "action", action: "delete", name: labelOf("delete"), careful: true },
  ];
}

function alignEntries(count: number): readonly MenuEntry[] {
  return [
    act("align.left"),
    act("align.centre"),
    act("align.right"),
    act("align.top"),
    act("align.middle"),
    act("align.bottom"),
    LINE,
    ...(count > 2 ? [act("distribute.x"), act("distribute.y")] : []),
    act("stack.x"),
    act("stack.y"),
  ];
}
