/**
 * Drafts and their bytes: the payload of `ephemeral` messages. Both ends keep state, since of ink only what is new
 * is sent. Grammar: docs/protocol.md.
 */

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { ChangeDraft, Draft, LaserDraft, MoveDraft, ShapeChange, ShapeDraft } from "../board/draft.ts";
import { isShapeId } from "../board/ids.ts";
import { recordOf } from "../board/layout.ts";
import {
  isColor,
  isCoordinate,
  isSize,
  MAX_STROKE_EXTENT,
  parseProps,
  parseShape,
  unedited,
} from "../board/schema.ts";
import { NIBS } from "../board/shape.ts";
import {
  type Ink,
  type InkPoint,
  MAX_POINTS,
  packPoints,
  unpackPoints,
  verifyPacked,
} from "../geometry/points.ts";
import { unreachable } from "../unreachable.ts";
import { createInkReceiver, createInkSender, type InkPart, MAX_PART_POINTS } from "./ink_parts.ts";
import { MAX_EPHEMERAL_BYTES } from "./limits.ts";
import { ProtocolError, readUint } from "./message.ts";

/** Of more shapes being dragged only the first this many are shown to others on their way. */
export const MAX_MOVED = 1_000;
/** Of more shapes being resized or turned, too: what changes of each travels with every frame. */
export const MAX_CHANGED = 200;

export interface DraftWriter {
  /**
   * The payload to send so that others see this draft (none: that it is over); undefined when they need nothing new,
   * or when it is too large to be shown before it is committed. Call it at most once a frame.
   */
  encode(draft: Draft | undefined): Uint8Array<ArrayBuffer> | undefined;
}

export function createDraftWriter(): DraftWriter {
  const ink = createInkSender();
  let laser: { readonly id: string; readonly sent: number } | undefined;
  let last: Uint8Array = toBytes(() => {}, ENDED);

  const unlessRepeated = (bytes: Uint8Array<ArrayBuffer>) => {
    if (bytes.length > MAX_EPHEMERAL_BYTES || isSameBytes(bytes, last)) return undefined;
    last = bytes;
    return bytes;
  };

  return {
    encode(draft) {
      if (draft?.kind !== "ink") ink.reset();
      switch (draft?.kind) {
        case undefined:
          return unlessRepeated(toBytes(() => {}, ENDED));
        case "ink": {
          const part = ink.next(draft);
          return part && unlessRepeated(toBytes((encoder) => writePart(encoder, part), INK));
        }
        case "shape":
          return unlessRepeated(toBytes((encoder) => writeShape(encoder, draft), SHAPE));
        case "move":
          return unlessRepeated(toBytes((encoder) => writeMove(encoder, draft), draft.copies ? COPY : MOVE));
        case "change":
          return unlessRepeated(toBytes((encoder) => writeChanges(encoder, draft), CHANGE));
        case "laser": {
          const part = newOf(draft, laser?.id === draft.id ? laser.sent : draft.from);
          if (part.points.length === 0) return undefined;
          laser = { id: draft.id, sent: part.from + part.points.length };
          return unlessRepeated(toBytes((encoder) => writeLaser(encoder, part), LASER));
        }
        default:
          return unreachable(draft);
      }
    },
  };
}

/** One for each peer that sends drafts. */
export interface DraftReader {
  /** The draft as it is to be shown now; none when there is nothing to show. Throws ProtocolError on bad bytes. */
  decode(payload: Uint8Array): Draft | undefined;
}

export function createDraftReader(): DraftReader {
  const ink = createInkReceiver();

  const read = (decoder: decoding.Decoder): Draft | undefined => {
    const kind = readUint(decoder);
    if (kind === INK) {
      const part = readPart(decoder);
      expectEnd(decoder);
      const draft = ink.add(part);
      return draft.settled.length + draft.tail.length > 0 ? draft : undefined;
    }
    const draft = readWhole(decoder, kind);
    expectEnd(decoder);
    ink.reset();
    return draft;
  };

  return {
    decode(payload) {
      if (payload.length > MAX_EPHEMERAL_BYTES) {
        throw new ProtocolError(
          `Cannot read a draft of ${payload.length} bytes: ${MAX_EPHEMERAL_BYTES} are allowed`,
        );
      }
      try {
        return read(decoding.createDecoder(payload));
      } catch (cause) {
        if (cause instanceof ProtocolError) throw cause;
        throw new ProtocolError(`Cannot read a draft of ${payload.length} bytes: they do not decode`, {
          cause,
        });
      }
    },
  };
}

const ENDED = 0, INK = 1, SHAPE = 2, MOVE = 3, LASER = 4, COPY = 5, CHANGE = 6;
/** What tells of ink's look: the pressure is the device's, then two bits for the nib, then an opacity follows. */
const DEVICE = 1, NIB = 2, OPACITY = 8;
/** The finest zoom: others may look closer than the one who draws. */
const INK_ZOOM = 32;

function toBytes(write: (encoder: encoding.Encoder) => void, kind: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

function writePart(encoder: encoding.Encoder, part: InkPart): void {
  encoding.writeVarString(encoder, part.id);
  encoding.writeVarString(encoder, part.color);
  encoding.writeAny(encoder, part.size);
  const nib = NIBS.indexOf(part.nib ?? "pen");
  const { opacity } = part;
  encoding.writeVarUint(
    encoder,
    (part.pressure === "device" ? DEVICE : 0) + nib * NIB + (opacity === undefined ? 0 : OPACITY),
  );
  if (opacity !== undefined) encoding.writeAny(encoder, opacity);
  encoding.writeVarUint(encoder, part.from);
  // A part without points only takes back or restyles.
  if (part.points.length === 0) return;
  writePoints(encoder, part);
}

function writePoints(encoder: encoding.Encoder, ink: Ink): void {
  const { xy, bytes } = packPoints(ink, INK_ZOOM);
  encoding.writeAny(encoder, xy.x);
  encoding.writeAny(encoder, xy.y);
  encoding.writeVarUint8Array(encoder, bytes);
}

function readPart(decoder: decoding.Decoder): InkPart {
  const id = decoding.readVarString(decoder);
  const color = decoding.readVarString(decoder);
  const size: unknown = decoding.readAny(decoder);
  const look = readUint(decoder);
  const nib = NIBS[(look & (OPACITY - 1)) >> 1];
  const opacity: unknown = look & OPACITY ? decoding.readAny(decoder) : undefined;
  const from = readUint(decoder);
  if (!isShapeId(id) || !isColor(color) || !isSize(size) || look >= 2 * OPACITY || !nib) {
    throw new ProtocolError("Cannot read ink: its id, colour, size or look is invalid");
  }
  if (opacity !== undefined && !isShare(opacity)) {
    throw new ProtocolError("Cannot read ink: its opacity is invalid");
  }
  const points = decoding.hasContent(decoder) ? readPoints(decoder) : [];
  if (from + points.length > MAX_POINTS) {
    throw new ProtocolError(`Cannot read ink: ${points.length} points from ${from} on pass ${MAX_POINTS}`);
  }
  return {
    id,
    color,
    size,
    pressure: look & DEVICE ? "device" : "velocity",
    ...nib !== "pen" && { nib },
    ...opacity !== undefined && { opacity },
    from,
    points,
  };
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function readPoints(decoder: decoding.Decoder): InkPoint[] {
  const left: unknown = decoding.readAny(decoder);
  const top: unknown = decoding.readAny(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  const extent = verifyPacked(bytes);
  if (!isCoordinate(left) || !isCoordinate(top) || !extent) {
    throw new ProtocolError("Cannot read ink: its points are broken");
  }
  const { width, height, count } = extent;
  if (width > MAX_STROKE_EXTENT || height > MAX_STROKE_EXTENT || count > MAX_PART_POINTS) {
    throw new ProtocolError(
      `Cannot read ink: ${count} points over ${width} by ${height} are too many or too far`,
    );
  }
  return unpackPoints(bytes).points.map(({ x, y, pressure }) => ({ x: left + x, y: top + y, pressure }));
}

function writeShape(encoder: encoding.Encoder, { shape }: ShapeDraft): void {
  encoding.writeVarString(encoder, shape.id);
  encoding.writeAny(encoder, recordOf(shape));
  encoding.writeVarString(encoder, shape.kind === "text" ? shape.text : "");
}

function writeMove(encoder: encoding.Encoder, { ids, by }: MoveDraft): void {
  encoding.writeAny(encoder, by.x);
  encoding.writeAny(encoder, by.y);
  const shown = ids.slice(0, MAX_MOVED);
  encoding.writeVarUint(encoder, shown.length);
  for (const id of shown) encoding.writeVarString(encoder, id);
}

function writeChanges(encoder: encoding.Encoder, { changes }: ChangeDraft): void {
  const shown = changes.slice(0, MAX_CHANGED);
  encoding.writeVarUint(encoder, shown.length);
  for (const { id, props } of shown) {
    encoding.writeVarString(encoder, id);
    encoding.writeAny(encoder, { ...props } as Record<string, encoding.AnyEncodable>);
  }
}

function readChanges(decoder: decoding.Decoder): ShapeChange[] {
  const count = readUint(decoder);
  if (count > MAX_CHANGED) {
    throw new ProtocolError(`Cannot read a change of ${count} shapes: ${MAX_CHANGED} are allowed`);
  }
  return Array.from({ length: count }, () => {
    const id = decoding.readVarString(decoder);
    const props = parseProps(decoding.readAny(decoder));
    if (!isShapeId(id) || !props) {
      throw new ProtocolError("Cannot read a change: an id or a property is invalid");
    }
    return { id, props };
  });
}

/** Of a laser's places those that were not sent yet. */
function newOf({ kind, id, from, points }: LaserDraft, sent: number): LaserDraft {
  const known = Math.max(0, sent - from, points.length - MAX_PART_POINTS);
  return { kind, id, from: from + known, points: points.slice(known) };
}

function writeLaser(encoder: encoding.Encoder, { id, from, points }: LaserDraft): void {
  encoding.writeVarString(encoder, id);
  encoding.writeVarUint(encoder, from);
  writePoints(encoder, { points: points.map(({ x, y }) => ({ x, y, pressure: 0 })), pressure: "velocity" });
}

function readWhole(decoder: decoding.Decoder, kind: number): Draft | undefined {
  switch (kind) {
    case ENDED:
      return undefined;
    case SHAPE: {
      const id = decoding.readVarString(decoder);
      const record: unknown = decoding.readAny(decoder);
      const shape = parseShape(id, record, unedited, decoding.readVarString(decoder));
      if (!shape) throw new ProtocolError("Cannot read a draft: its shape is invalid");
      return { kind: "shape", shape };
    }
    case MOVE:
    case COPY: {
      const x: unknown = decoding.readAny(decoder);
      const y: unknown = decoding.readAny(decoder);
      const count = readUint(decoder);
      if (!isCoordinate(x) || !isCoordinate(y) || count > MAX_MOVED) {
        throw new ProtocolError(`Cannot read a move of ${count} shapes: too many or too far`);
      }
      const ids = Array.from({ length: count }, () => decoding.readVarString(decoder));
      if (!ids.every(isShapeId)) throw new ProtocolError("Cannot read a move: an id is invalid");
      return { kind: "move", ids, by: { x, y }, ...kind === COPY && { copies: true } };
    }
    case CHANGE:
      return { kind: "change", changes: readChanges(decoder) };
    case LASER: {
      const id = decoding.readVarString(decoder);
      const from = readUint(decoder);
      const points = readPoints(decoder).map(({ x, y }) => ({ x, y }));
      if (!isShapeId(id)) throw new ProtocolError("Cannot read a laser: its id is invalid");
      return { kind: "laser", id, from, points };
    }
    default:
      throw new ProtocolError(`Cannot read a draft: its kind is ${kind}`);
  }
}

function expectEnd(decoder: decoding.Decoder): void {
  if (decoding.hasContent(decoder)) {
    throw new ProtocolError("Cannot read a draft: it does not end where it should");
  }
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
