import assert from "node:assert/strict";
import fc from "fast-check";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Draft, InkDraft } from "../../../core/board/draft.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { PointList } from "../../../core/geometry/point_list.ts";
import { type InkPoint, MAX_POINTS } from "../../../core/geometry/points.ts";
import {
  createDraftReader,
  createDraftWriter,
  MAX_CHANGED,
  MAX_MOVED,
} from "../../../core/protocol/draft_codec.ts";
import { MAX_PART_POINTS } from "../../../core/protocol/ink_parts.ts";
import { MAX_EPHEMERAL_BYTES } from "../../../core/protocol/limits.ts";
import { ProtocolError } from "../../../core/protocol/message.ts";
import { type Write, written } from "./updates.ts";
import { arrow, below, rectangle, seeded, stroke, text } from "../board/samples.ts";

const ID = "aaaaaaaa", OTHER = "bbbbbbbb";

Deno.test("draft: ink grows at the reader as it grows at the writer, and each part holds only what is new", () => {
  const { writer, reader } = link();
  const lengths: number[] = [];
  for (let count = 1; count <= 200; count += 3) {
    const bytes = send(writer.encode(ink(walk(count))));
    lengths.push(bytes.length);
    assertSeen(reader.decode(bytes), ink(walk(count)));
  }
  const last = lengths.at(-1) ?? 0;
  assert(last < 60, `the last part takes ${last} bytes`);
});

Deno.test("draft: nothing new is nothing to send", () => {
  const { writer } = link();
  assert.equal(writer.encode(undefined), undefined, "nothing was ever shown");
  const drafts: Draft[] = [ink(walk(5)), { kind: "shape", shape: rectangle(ID) }, moveOf([ID])];
  for (const draft of drafts) {
    assert(writer.encode(draft));
    assert.equal(writer.encode({ ...draft }), undefined);
  }
  assert(writer.encode(undefined));
  assert.equal(writer.encode(undefined), undefined);
});

Deno.test("draft: a tail that was only guessed is taken back and replaced", () => {
  const { writer, reader } = link();
  const sure = walk(10);
  const guesses: InkPoint[][] = [
    [...sure, at(500, 500), at(600, 600)],
    [...sure, at(30, 30), at(40, 40), at(50, 50)],
    sure,
    sure.slice(0, 4),
    [at(1, 1), ...sure],
  ];
  for (const points of guesses) {
    assertSeen(reader.decode(send(writer.encode(ink(points)))), ink(points));
  }
});

Deno.test("draft: an array that the caller goes on filling is compared with what was sent, not with itself", () => {
  const { writer, reader } = link();
  const points = walk(3);
  reader.decode(send(writer.encode(ink(points))));
  points.push(at(9, 9));
  assertSeen(reader.decode(send(writer.encode(ink(points)))), ink([...walk(3), at(9, 9)]));
});

Deno.test("draft: what has settled stays so at the reader, and no more is sent of it", () => {
  const { writer, reader } = link();
  let settled = PointList.of();
  let before: InkDraft | undefined;
  for (let count = 1; count < 300; count++) {
    settled = settled.with([at(count, count % 7)]);
    const draft = settling(settled, [at(count + 1, 3), at(count + 2, -count)]);
    const bytes = send(writer.encode(draft));
    assert(bytes.length < 60, `part ${count} takes ${bytes.length} bytes`);
    const seen = reader.decode(bytes);
    assertSeen(seen, draft);
    assert(seen?.kind === "ink" && seen.tail.length < 5);
    assert(!before || seen.settled.continues(before.settled));
    before = seen;
  }
});

Deno.test("draft: settled points of a stroke that goes another way are compared, not taken for known", () => {
  const { writer, reader } = link();
  const start = PointList.of(walk(20));
  reader.decode(send(writer.encode(settling(start, []))));
  const one = settling(start.with([at(1, 1), at(2, 2)]), [at(3, 3)]);
  const other = settling(start.with([at(1, 1), at(-2, -2), at(4, 4)]), [at(3, 3)]);
  const short = settling(PointList.of(walk(3)), [at(5, 5)]);
  for (const draft of [one, other, one, short, other]) {
    assertSeen(reader.decode(send(writer.encode(draft))), draft);
  }
});

Deno.test("draft: a new style is sent at once, without points", () => {
  const { writer, reader } = link();
  reader.decode(send(writer.encode(ink(walk(50)))));
  const restyled: InkDraft = { ...ink(walk(50)), color: "#12ab34", size: 9.5 };
  const bytes = send(writer.encode(restyled));
  assert(bytes.length < 40, `${bytes.length} bytes`);
  assertSeen(reader.decode(bytes), restyled);
});

Deno.test("draft: whoever comes in late sees the ink from there on, in its style", () => {
  const { writer } = link();
  writer.encode(ink(walk(20)));
  const late = createDraftReader();
  const draft = late.decode(send(writer.encode(ink(walk(30)))));
  assertSeen(draft, ink(walk(30).slice(20)));
  // Of what it never saw, a part may be taken back as well.
  assert.equal(late.decode(send(writer.encode(ink(walk(15))))), undefined);
  assertSeen(late.decode(send(writer.encode(ink(walk(18))))), ink(walk(18).slice(15)));
});

Deno.test("draft: a part that is lost leaves a gap, one that comes twice changes nothing", () => {
  const { writer, reader } = link();
  const parts = [5, 10, 15, 20].map((count) => send(writer.encode(ink(walk(count)))));
  const [first, second, , fourth] = parts;
  for (const part of [first, first, second, fourth]) assert(reader.decode(send(part)));
  const points = walk(20);
  assertSeen(reader.decode(send(fourth)), ink([...points.slice(0, 10), ...points.slice(15)]));
});

Deno.test("draft: another stroke starts anew, with and without the end of the first", () => {
  const { writer, reader } = link();
  reader.decode(send(writer.encode(ink(walk(20)))));
  const other: InkDraft = { ...ink(walk(5)), id: OTHER };
  assertSeen(reader.decode(send(writer.encode(other))), other);
  assert.equal(reader.decode(send(writer.encode(undefined))), undefined);
  assertSeen(reader.decode(send(writer.encode(other))), other);
});

Deno.test("draft: a writer that has fallen behind catches up in parts that fit", () => {
  const { writer, reader } = link();
  const far = Array.from({ length: MAX_POINTS + 500 }, (_, i) => at((i % 2) * 9e5, (i % 3) * 4e5));
  let read: Draft | undefined;
  for (let sent = 0; sent < MAX_POINTS; sent += MAX_PART_POINTS) {
    const bytes = send(writer.encode(ink(far)));
    assert(bytes.length <= MAX_EPHEMERAL_BYTES, `${bytes.length} bytes`);
    read = reader.decode(bytes);
  }
  assert.equal(writer.encode(ink(far)), undefined);
  assert(read?.kind === "ink");
  assert.deepEqual(pointsOf(read), far.slice(0, MAX_POINTS));
});

Deno.test("draft: ink keeps its detail for those who look closer, and its simulated pressure", () => {
  const { writer, reader } = link();
  const draft: InkDraft = { ...ink([{ x: 0.1, y: -0.2, pressure: 0.9 }]), pressure: "velocity" };
  const read = reader.decode(send(writer.encode(draft)));
  assert(read?.kind === "ink" && read.pressure === "velocity");
  const [point] = read.tail;
  assert(point && Math.hypot(point.x - 0.1, point.y + 0.2) < 1 / 256);
});

Deno.test("draft: ink tells its nib and opacity, and plain ink is written as it always was", () => {
  const { writer, reader } = link();
  const looks: Partial<InkDraft>[] = [
    { nib: "highlighter" },
    { nib: "even", opacity: 0.5 },
    { opacity: 0, pressure: "velocity" },
    {},
  ];
  for (const look of looks) {
    const read = reader.decode(send(writer.encode({ ...ink(walk(4)), ...look })));
    assert(read?.kind === "ink");
    assert.deepEqual([read.nib, read.opacity], [look.nib, look.opacity]);
    assert.equal(read.pressure, look.pressure ?? "device");
  }
  // Version 1 of the grammar: id, colour, size, pressure, from.
  const plain = send(createDraftWriter().encode(ink(walk(1))));
  const decoder = decoding.createDecoder(plain);
  assert.deepEqual(
    [decoding.readVarUint(decoder), decoding.readVarString(decoder), decoding.readVarString(decoder)],
    [1, ID, "violet"],
  );
  assert.deepEqual([decoding.readAny(decoder), decoding.readVarUint(decoder)], [4, 1]);
});

Deno.test("draft: of a laser each message holds the places since the last, and a late one the latest", () => {
  const { writer, reader } = link();
  const way = walk(50).map(({ x, y }) => ({ x, y }));
  const laser = (from: number, to: number, id = ID): Draft => ({
    kind: "laser",
    id,
    from,
    points: way.slice(from, to),
  });
  assert.deepEqual(reader.decode(send(writer.encode(laser(0, 3)))), laser(0, 3));
  assert.deepEqual(reader.decode(send(writer.encode(laser(0, 9)))), laser(3, 9));
  assert.equal(writer.encode(laser(2, 9)), undefined, "nothing is new");
  assert.deepEqual(reader.decode(send(writer.encode(laser(20, 30)))), laser(20, 30));
  assert.deepEqual(reader.decode(send(writer.encode(laser(0, 4, OTHER)))), laser(0, 4, OTHER));
  assert.deepEqual(
    createDraftReader().decode(send(createDraftWriter().encode(laser(40, 50)))),
    laser(40, 50),
  );
});

Deno.test("draft: shapes of every kind and moves come back as they were", () => {
  const { writer, reader } = link();
  const shapes: Shape[] = [
    stroke(ID),
    rectangle(ID),
    { ...rectangle(ID), kind: "ellipse" },
    arrow(ID),
    { ...arrow(ID), kind: "line" },
    text(ID, "Grüße 😀"),
  ];
  const drafts: Draft[] = [
    ...shapes.map((shape): Draft => ({ kind: "shape", shape })),
    moveOf([ID, OTHER]),
    { kind: "move", ids: [], by: { x: -0.1, y: 1e6 } },
  ];
  for (const draft of drafts) assertSeen(reader.decode(send(writer.encode(draft))), draft);
});

Deno.test("draft: of too many moved shapes the first are shown, and a text too long is not", () => {
  const { writer, reader } = link();
  const ids = Array.from({ length: MAX_MOVED + 5 }, (_, i) => `shape-${10_000 + i}`);
  assert.deepEqual(reader.decode(send(writer.encode(moveOf(ids)))), moveOf(ids.slice(0, MAX_MOVED)));
  const long: Draft = { kind: "shape", shape: text(ID, "😀".repeat(10_000)) };
  assert.equal(writer.encode(long), undefined);
  assert.deepEqual(reader.decode(send(writer.encode(moveOf([ID])))), moveOf([ID]));
});

Deno.test("draft: a shape or ink that is invalid is refused", () => {
  const refused: Draft[] = [
    { kind: "shape", shape: rectangle(ID, { size: -1 }) },
    { kind: "shape", shape: rectangle("short") },
    { kind: "shape", shape: stroke(ID, { points: new Uint8Array([1, 2, 3]) }) },
    { kind: "move", ids: ["short"], by: { x: 0, y: 0 } },
    { kind: "move", ids: [ID], by: { x: NaN, y: 0 } },
    { ...ink(walk(2)), size: 0 },
    { ...ink(walk(2)), color: "#nothex" },
    { ...ink(walk(2)), id: "short" },
    ink([at(0, 0), at(3e6, 0)]),
    ink([at(2e9, 0)]),
    { ...ink(walk(2)), opacity: 1.5 },
    { ...ink(walk(2)), opacity: NaN },
    { kind: "laser", id: "short", from: 0, points: [{ x: 0, y: 0 }] },
    { kind: "laser", id: ID, from: 0, points: [{ x: 2e9, y: 0 }] },
  ];
  for (const draft of refused) {
    const bytes = send(createDraftWriter().encode(draft));
    assert.throws(() => createDraftReader().decode(bytes), ProtocolError, JSON.stringify(draft));
  }
});

Deno.test("draft: bytes cut short, with more after them, or too many are refused, and the reader goes on", () => {
  const drafts: Draft[] = [
    ink(walk(9)),
    { kind: "shape", shape: text(ID, "abc") },
    moveOf([ID, OTHER]),
    { kind: "laser", id: ID, from: 0, points: [{ x: 0, y: 0 }, { x: 5, y: 2 }] },
  ];
  for (const draft of drafts) {
    const bytes = send(createDraftWriter().encode(draft));
    const reader = createDraftReader();
    // A message is a view into its frame: what is behind it must not be read.
    const frame = new Uint8Array([...bytes, ...bytes]);
    for (let end = 0; end < bytes.length; end++) {
      // Ink may end before its points: then it only restyles.
      if (draft.kind === "ink" && isStyleAlone(frame.subarray(0, end))) continue;
      assert.throws(
        () => reader.decode(frame.subarray(0, end)),
        ProtocolError,
        `${draft.kind} cut at ${end}`,
      );
    }
    assert.throws(() => reader.decode(new Uint8Array([...bytes, 0])), ProtocolError);
    assertSeen(reader.decode(bytes), draft);
  }
  assert.throws(() => createDraftReader().decode(new Uint8Array(MAX_EPHEMERAL_BYTES + 1)), ProtocolError);
});

Deno.test("draft: of any bytes, a reader throws nothing but a ProtocolError", () => {
  const valid = [
    ink(walk(9)),
    { ...ink(walk(9)), nib: "highlighter", opacity: 0.5 } satisfies Draft,
    moveOf([ID, OTHER]),
    { kind: "shape", shape: stroke(ID) } satisfies Draft,
    { kind: "laser", id: ID, from: 3, points: walk(3) } satisfies Draft,
  ]
    .map((draft) => send(createDraftWriter().encode(draft)));
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...valid)),
      fc.nat(),
      fc.nat(255),
      (bytes, where, value) => {
        const broken = Uint8Array.from(bytes);
        if (broken.length > 0) broken[where % broken.length] = value;
        try {
          createDraftReader().decode(broken);
        } catch (error) {
          assert(error instanceof ProtocolError, String(error));
        }
      },
    ),
    { numRuns: 5_000 },
  );
  // Arrays within arrays, as deep as they fit.
  const nested = new Uint8Array(MAX_EPHEMERAL_BYTES).fill(1);
  nested.set([2, 8, ...new TextEncoder().encode(ID)]);
  for (let i = 10; i < nested.length; i += 2) nested[i] = 117;
  assert.throws(() => createDraftReader().decode(nested), ProtocolError);
});

Deno.test("draft: any edits of a stroke's points reach a reader that misses nothing", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const random = seeded(seed);
    const { writer, reader } = link();
    let points: InkPoint[] = [];
    for (let step = 0; step < 40; step++) {
      const keep = below(points.length + 1, random);
      const more = Array.from({ length: below(4, random) }, () => at(below(99, random), below(99, random)));
      points = [...points.slice(0, keep), ...more];
      const bytes = writer.encode(ink(points));
      if (!bytes) continue;
      assertSeen(reader.decode(bytes), points.length > 0 ? ink(points) : undefined);
    }
  }));
});

Deno.test("draft: a number that is none is refused", () => {
  // A varint so long that lib0 makes NaN of it.
  const endless: Write = (encoder) => {
    encoding.writeUint8Array(encoder, new Uint8Array(160).fill(0x80));
    encoding.writeUint8(encoder, 0);
  };
  assert.ok(Number.isNaN(decoding.readVarUint(decoding.createDecoder(written(endless)))));
  const inkFrom = written((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, ID);
    encoding.writeVarString(encoder, "violet");
    encoding.writeAny(encoder, 4);
    encoding.writeVarUint(encoder, 0);
    endless(encoder);
  });
  const moveOfCount = written((encoder) => {
    encoding.writeVarUint(encoder, 3);
    encoding.writeAny(encoder, 1);
    encoding.writeAny(encoder, 2);
    endless(encoder);
  });
  for (const payload of [inkFrom, moveOfCount, written(endless)]) {
    assert.throws(() => createDraftReader().decode(payload), /a number in it is too large/);
  }
});

function link() {
  return { writer: createDraftWriter(), reader: createDraftReader() };
}

function send(bytes: Uint8Array | undefined): Uint8Array {
  assert(bytes, "there is something to send");
  assert(bytes.length <= MAX_EPHEMERAL_BYTES);
  return bytes;
}

function isStyleAlone(bytes: Uint8Array): boolean {
  try {
    return createDraftReader().decode(bytes) === undefined;
  } catch {
    return false;
  }
}

function ink(points: readonly InkPoint[]): InkDraft {
  return {
    kind: "ink",
    id: ID,
    color: "violet",
    size: 4,
    pressure: "device",
    settled: PointList.of(),
    tail: points,
  };
}

/** As the pen tells it: all but the last few points have settled. */
function settling(settled: PointList, tail: readonly InkPoint[]): InkDraft {
  return { ...ink(tail), settled };
}

function pointsOf(draft: Draft | undefined): readonly InkPoint[] {
  return draft?.kind === "ink" ? [...draft.settled.slice(), ...draft.tail] : [];
}

/** What is seen of a draft is the same, wherever it divides what has settled from the tail. */
function assertSeen(seen: Draft | undefined, expected: Draft | undefined): void {
  const whole = (draft: Draft | undefined) => draft?.kind === "ink" ? ink(pointsOf(draft)) : draft;
  const style = (draft: Draft | undefined) =>
    draft?.kind === "ink"
      ? [draft.id, draft.color, draft.size, draft.pressure, draft.nib, draft.opacity]
      : [];
  assert.deepEqual(whole(seen), whole(expected));
  assert.deepEqual(style(seen), style(expected));
}

function moveOf(ids: readonly string[]): Draft {
  return { kind: "move", ids, by: { x: 12.5, y: -3 } };
}

/** On the grid that ink is packed to, so that it comes back exactly. */
function at(x: number, y: number): InkPoint {
  return { x, y, pressure: 51 / 255 };
}

function walk(count: number): InkPoint[] {
  return Array.from({ length: count }, (_, i) => at(i * 2.5, (i * 7 % 11) / 4));
}

Deno.test("draft: what is resized or turned arrives as what of each shape is otherwise", () => {
  const { writer, reader } = link();
  const draft: Draft = {
    kind: "change",
    changes: [
      { id: ID, props: { xy: [1.5, -2], wh: [30, 40], angle: Math.fround(0.7), flip: "both" } },
      { id: OTHER, props: { to: [4, 5], bend: -0.25, start: null, end: { id: ID, at: [0.5, 1] } } },
    ],
  };
  assert.deepEqual(reader.decode(send(writer.encode(draft))), draft);
  assert.equal(writer.encode({ ...draft }), undefined, "nothing new");
});

Deno.test("draft: of very many resized shapes the first are shown", () => {
  const { writer, reader } = link();
  const changes = Array.from({ length: MAX_CHANGED + 50 }, (_, i) => ({
    id: `shape-no-${i}`,
    props: { xy: [i + 0.125, -i - 0.5], wh: [i, 7], angle: Math.fround(i / 100), flip: "x" } as const,
  }));
  const bytes = send(writer.encode({ kind: "change", changes }));
  assert(bytes.length < MAX_EPHEMERAL_BYTES);
  assert.deepEqual(reader.decode(bytes), { kind: "change", changes: changes.slice(0, MAX_CHANGED) });
});

Deno.test("draft: copies being dragged are told from shapes being dragged", () => {
  const { writer, reader } = link();
  const moved: Draft = { kind: "move", ids: [ID], by: { x: 3, y: 4 } };
  assert.deepEqual(reader.decode(send(writer.encode(moved))), moved);
  assert.deepEqual(reader.decode(send(writer.encode({ ...moved, copies: true }))), {
    ...moved,
    copies: true,
  });
});

Deno.test("draft: changes with too many shapes, bad ids or bad properties are refused", () => {
  const change = (count: number, id: string, props: unknown): Write => (encoder) => {
    encoding.writeVarUint(encoder, 6);
    encoding.writeVarUint(encoder, count);
    encoding.writeVarString(encoder, id);
    encoding.writeAny(encoder, props as encoding.AnyEncodable);
  };
  const bad: Write[] = [
    change(MAX_CHANGED + 1, ID, { xy: [1, 2] }),
    change(2, ID, { xy: [1, 2] }),
    change(1, "no id", { xy: [1, 2] }),
    change(1, ID, { xy: [1, NaN] }),
    change(1, ID, { xy: [1, 2, 3] }),
    change(1, ID, { angle: 100 }),
    change(1, ID, { wh: [-1, 2] }),
    change(1, ID, { unknown: 1 }),
    change(1, ID, { constructor: 1 }),
    change(1, ID, [1, 2]),
    change(1, ID, "xy"),
    change(1, ID, null),
  ];
  for (const write of bad) {
    assert.throws(() => createDraftReader().decode(written(write)), ProtocolError);
  }
});

Deno.test("draft: whatever bytes come as changes or copies, they are read or refused", () => {
  fc.assert(fc.property(fc.constantFrom(5, 6), fc.uint8Array({ maxLength: 80 }), (kind, rest) => {
    try {
      createDraftReader().decode(Uint8Array.of(kind, ...rest));
    } catch (error) {
      assert(error instanceof ProtocolError);
    }
  }));
});
