import assert from "node:assert/strict";
import { menuEntries, type MenuEntry, type MenuFacts } from "../../islands/chrome/menu_entries.ts";

const NOTHING: MenuFacts = {
  count: 0,
  kinds: [],
  locked: false,
  grouped: false,
  linked: false,
  viewing: false,
  paper: "dots",
  snapToGrid: false,
  snapToShapes: true,
};

const flat = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.flatMap((entry) => entry.kind === "more" ? [entry, ...flat(entry.entries)] : [entry]);
const actions = (facts: Partial<MenuFacts>) =>
  flat(menuEntries({ ...NOTHING, ...facts })).flatMap((entry) =>
    entry.kind === "action" ? [entry.action] : []
  );

Deno.test("the board's menu pastes, chooses the paper and says what catches", () => {
  const entries = flat(menuEntries({ ...NOTHING, paper: "lines", snapToGrid: true }));
  assert.ok(actions({}).includes("paste"));
  const papers = entries.flatMap((entry) => entry.kind === "paper" && entry.checked ? [entry.paper] : []);
  assert.deepEqual(papers, ["lines"]);
  const snap = entries.find((entry) => entry.kind === "action" && entry.action === "snap-to-grid");
  assert.ok(snap?.kind === "action" && snap.checked === true);
});

Deno.test("lining up is offered for two and more, making distances even for three", () => {
  assert.ok(!actions({ count: 1 }).includes("align.left"));
  assert.ok(actions({ count: 2 }).includes("align.left"));
  assert.ok(!actions({ count: 2 }).includes("distribute.x"));
  assert.ok(actions({ count: 3 }).includes("distribute.x"));
});

Deno.test("what is locked can be copied and unlocked, and nothing else", () => {
  assert.deepEqual(actions({ count: 2, locked: true }), ["copy", "copy-png", "copy-svg", "lock"]);
});

Deno.test("ungrouping is offered in a group alone, parting for strokes alone", () => {
  assert.ok(!actions({ count: 2, kinds: ["rectangle"] }).includes("ungroup"));
  assert.ok(actions({ count: 2, grouped: true }).includes("ungroup"));
  assert.ok(!actions({ count: 1, kinds: ["rectangle"] }).includes("separate"));
  assert.ok(actions({ count: 1, kinds: ["rectangle", "stroke"] }).includes("separate"));
});

Deno.test("who may only look finds nothing that changes the board", () => {
  const changing = /^(paste|cut|delete|group|lock|order|align|link|layers|insert|snap|duplicate)/;
  assert.deepEqual(actions({ viewing: true, count: 3 }).filter((action) => changing.test(action)), []);
});

Deno.test("no menu begins or ends with a line, or has two in a row", () => {
  for (const count of [0, 1, 2, 3]) {
    for (const locked of [false, true]) {
      for (const viewing of [false, true]) {
        const kinds = menuEntries({ ...NOTHING, count, locked, viewing }).map(({ kind }) => kind).join(" ");
        assert.doesNotMatch(kinds, /^line|line$|line line/);
      }
    }
  }
});
