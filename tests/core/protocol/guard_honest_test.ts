import assert from "node:assert/strict";
import fc from "fast-check";
import * as Y from "yjs";
import { GuardError, inspectStateVector } from "../../../core/protocol/guard.ts";
import { applyAsTold, copyOf, inspect, isParked } from "./updates.ts";

/** Three people; the second keeps what is deleted, as one who looks at history does. */
const PEOPLE = 3;

type Deed =
  | { readonly do: "sync"; readonly to: number; readonly with: number }
  | { readonly do: "undo"; readonly to: number }
  | { readonly do: "redo"; readonly to: number }
  | EditDeed;

interface EditDeed {
  readonly do: Edit;
  readonly to: number;
  readonly at: number;
  readonly what: unknown;
}

const EDITS = [
  "set",
  "unset",
  "insert",
  "remove",
  "nest",
  "type",
  "format",
  "embed",
  "undo",
  "redo",
] as const;
type Edit = (typeof EDITS)[number];

const person = fc.nat(PEOPLE - 1);
const what = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) =>
    JSON.parse(JSON.stringify(value).replaceAll("__proto__", "proto"))
  ),
  fc.uint8Array({ maxLength: 20 }),
  fc.constantFrom(undefined, 1n << 40n, "constructor", "😀 \u0000 é", -0.5, 2 ** 40, 1e300),
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant("sync" as const), to: person, with: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("undo" as const), to: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("redo" as const), to: person }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom(...EDITS), to: person, at: fc.nat(1_000), what }) },
);
const deeds = fc.array(deed, { minLength: 5, maxLength: 60, size: "max" });

Deno.test("guard: no honest edit is refused as it is made, and all of it is applied", () => {
  fc.assert(
    fc.property(deeds, (script) => {
      const room = new Y.Doc();
      play(script, (update, client) => {
        const facts = inspect(update, room);
        const before = Y.getState(room.store, client);
        assert.deepEqual(
          {
            ...facts,
            deletionsAt: undefined,
            reached: [...facts.reached.keys()],
            structs: facts.structs > 0,
          },
          {
            reached: facts.structs > 0 ? [client] : [],
            structs: facts.structs > 0,
            gap: false,
            foreignClients: [],
            repeats: false,
            empty: false,
            deletionsAt: undefined,
          },
        );
        applyAsTold(room, update, facts);
        assert.ok(!isParked(room));
        assert.equal(Y.getState(room.store, client), facts.reached.get(client) ?? before);
      });
    }),
    { numRuns: 150 },
  );
});

Deno.test("guard: of any honest updates put together it says just what Yjs would park, and what is new", () => {
  let gaps = 0, repeats = 0;
  fc.assert(
    fc.property(deeds, fc.infiniteStream(fc.boolean()), (script, chosen) => {
      const updates: Uint8Array[] = [];
      const docs = play(script, (update) => updates.push(update));
      const choose = () => updates.filter(() => chosen.next().value);
      const room = new Y.Doc();
      for (const update of choose()) if (!inspect(update, room).gap) Y.applyUpdate(room, update);
      const before = Y.encodeStateVector(room);
      const merged = [choose(), choose(), updates].filter(({ length }) => length > 0).map((some) =>
        Y.mergeUpdates(some)
      );
      const whole = docs.flatMap((doc) => [
        Y.encodeStateAsUpdate(doc),
        Y.encodeStateAsUpdate(doc, before),
        Y.diffUpdate(Y.encodeStateAsUpdate(doc), before),
      ]);
      for (const update of [...merged, ...whole]) {
        const facts = inspect(update, room);
        const copy = copyOf(room);
        applyAsTold(copy, update, facts);
        assert.equal(facts.gap, isParked(copy));
        if (facts.gap) gaps++;
        if (facts.repeats) repeats++;
        if (facts.gap) continue;
        const grown = [...copy.store.clients.keys()].filter((client) =>
          Y.getState(copy.store, client) > Y.getState(room.store, client)
        );
        assert.deepEqual([...facts.reached.keys()].sort(), grown.sort());
        for (const [client, clock] of facts.reached) assert.equal(Y.getState(copy.store, client), clock);
        assert.equal(facts.empty, update.length === 2);
      }
      inspectStateVector(before);
    }),
    { numRuns: 150 },
  );
  assert.ok(gaps > 20 && repeats > 20, `only ${gaps} gaps and ${repeats} repeats: the test tests too little`);
});

Deno.test("guard: whatever it accepts of damaged updates, Yjs applies whole", () => {
  let taken = 0;
  fc.assert(
    fc.property(deeds, fc.infiniteStream(fc.nat()), (script, numbers) => {
      const next = (below: number) => numbers.next().value % below;
      const updates: Uint8Array[] = [];
      const [doc] = play(script, (update) => updates.push(update));
      if (!doc) return;
      const corpus = [...updates, Y.encodeStateAsUpdate(doc)];
      const room = new Y.Doc();
      for (let i = 0; i < 40; i++) {
        const damaged = damage(corpus[next(corpus.length)] ?? new Uint8Array(), next);
        const facts = accepted(damaged, room);
        if (!facts || facts.gap) continue;
        taken++;
        applyAsTold(room, damaged, facts);
        assert.ok(!isParked(room));
      }
    }),
    { numRuns: 150 },
  );
  assert.ok(taken > 300, `only ${taken} were taken: the test tests too little`);
});

/** Plays a script; `made` hears each edit as it is made, from whose client it is. */
function play(script: readonly Deed[], made: (update: Uint8Array, client: number) => void): Y.Doc[] {
  const docs = Array.from({ length: PEOPLE }, (_, i) => new Y.Doc({ gc: i !== 1 }));
  const histories = docs.map((doc) =>
    new Y.UndoManager([doc.getMap("shapes"), doc.getMap("texts"), doc.getArray("chat")], {
      captureTimeout: 0,
    })
  );
  for (const doc of docs) {
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "sync") made(update, doc.clientID);
    });
  }
  for (const step of script) {
    const doc = docs[step.to], history = histories[step.to];
    if (!doc || !history) continue;
    if (step.do === "sync") {
      const other = docs[step.with];
      if (other) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)), "sync");
    } else if (step.do === "undo") history.undo();
    else if (step.do === "redo") history.redo();
    else edit(doc, step);
  }
  for (const history of histories) history.destroy();
  return docs;
}

function edit(doc: Y.Doc, step: EditDeed): void {
  const { at, what } = step;
  const { maps, arrays, texts } = typesOf(doc);
  const map = pick(maps, at), array = pick(arrays, at), text = pick(texts, at);
  const key = `k${at % 3}`;
  const index = (length: number) => at % (length + 1);
  switch (step.do) {
    case "set":
      return void map?.set(key, what);
    case "unset":
      return map?.delete(key);
    case "insert":
      // Lists take neither of these; maps do.
      return array?.insert(index(array.length), [typeof what === "bigint" ? 0 : what ?? null, at]);
    case "remove": {
      if (array && array.length > 0 && at % 2 === 0) array.delete(index(array.length - 1), 1);
      else if (text && text.length > 0) text.delete(index(text.length - 1), 1);
      return;
    }
    case "nest": {
      const type = pick([
        () => new Y.Map(),
        () => new Y.Array(),
        () => new Y.Text("new"),
        () => new Y.XmlHook("hook"),
        xml,
      ], at)?.();
      if (at % 2 === 0) map?.set(key, type);
      else array?.insert(index(array.length), [type]);
      return;
    }
    case "type":
      return text?.insert(index(text.length), typeof what === "string" ? what : "typed 😀");
    case "format":
      return text?.format(0, text.length, { bold: at % 2 === 0 ? true : null, color: { is: "red" } });
    case "embed":
      return text?.insertEmbed(index(text.length), { image: [at] });
  }
}

function xml(): Y.XmlFragment {
  const paragraph = new Y.XmlElement("p");
  paragraph.setAttribute("class", "x");
  paragraph.insert(0, [new Y.XmlText("words")]);
  const fragment = new Y.XmlFragment();
  fragment.insert(0, [paragraph]);
  return fragment;
}

/** Those that may hold types still. */
function typesOf(doc: Y.Doc): {
  maps: Y.Map<unknown>[];
  arrays: Y.Array<unknown>[];
  texts: Y.Text[];
} {
  const maps = [doc.getMap("shapes"), doc.getMap("texts")],
    arrays = [doc.getArray("chat")],
    texts: Y.Text[] = [];
  const visit = (type: unknown, depth: number) => {
    if (type instanceof Y.Text) texts.push(type);
    // An XML type of our own holds two levels more.
    if (depth >= 5) return;
    if (type instanceof Y.Map) {
      if (depth > 0) maps.push(type);
      for (const inner of type.values()) visit(inner, depth + 1);
    } else if (type instanceof Y.Array) {
      if (depth > 0) arrays.push(type);
      for (const inner of type) visit(inner, depth + 1);
    }
  };
  for (const root of [...maps, ...arrays]) visit(root, 0);
  return { maps, arrays, texts };
}

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % list.length];
}

function damage(update: Uint8Array, next: (below: number) => number): Uint8Array {
  const bytes = [...update];
  for (let i = next(3); i >= 0; i--) {
    const at = next(bytes.length + 1);
    switch (next(5)) {
      case 0:
        bytes[at] = next(256);
        break;
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ 1 << next(8);
        break;
      case 2:
        bytes.splice(at, 1);
        break;
      case 3:
        bytes.splice(at, 0, next(256));
        break;
      case 4:
        if (next(4) === 0) bytes.length = at;
    }
  }
  return Uint8Array.from(bytes);
}

function accepted(bytes: Uint8Array, room: Y.Doc): ReturnType<typeof inspect> | undefined {
  try {
    return inspect(bytes, room);
  } catch (error) {
    assert.ok(error instanceof GuardError, String(error));
    return undefined;
  }
}
