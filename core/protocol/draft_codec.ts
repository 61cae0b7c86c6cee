/**
 * Drafts and their bytes: the payload of `ephemeral` messages. Both ends keep state, since of ink only what is new
 * is sent. Grammar: docs/protocol.md.
 */

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Draft, MoveDraft, ShapeDraft } from "../board/draft.ts";
import { isShapeId } from "../board/ids.ts";
import { recordOf } from "../board/layout.ts";
import { isColor, isCoordinate, isSize, MAX_STROKE_EXTENT, parseShape, unedited } from "../board/schema.ts";
import { type InkPoint, MAX_POINTS, packPoints, unpackPoints, verifyPacked } from "../geometry/points.ts";
import { unreachable } from "../unreachable.ts";
import { createInkReceiver, createInkSender, type InkPart, MAX_PART_POINTS } from "./ink_parts.ts";
import { MAX_EPHEMERAL_BYTES } from "./limits.ts";
import { ProtocolError, readUint } from "./message.ts";

/** Of more shapes being dragged only the first this many are shown to others on their way. */
export const MAX_MOVED = 1_000;

export interface DraftWriter {
  /**
   * The payload to send so that others see this draft (none: that it is over); undefined when they need nothing new,
   * or when it is too large to be shown before it is committed. Call it at most once a frame.
   */
  encode(draft: Draft | undefined): Uint8Array<ArrayBuffer> | undefined;
}

export function createDraftWriter(): DraftWriter {
  const ink = createInkSender();
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
          return unlessRepeated(toBytes((encoder) => writeMove(encoder, draft), MOVE));
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

const ENDED = 0, INK = 1, SHAPE = 2, MOVE = 3;
const VELOCITY = 0, DEVICE = 1;
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
  encoding.writeVarUint(encoder, part.pressure === "device" ? DEVICE : VELOCITY);
  encoding.writeVarUint(encoder, part.from);
  // A part without points only takes back or restyles.
  if (part.points.length === 0) return;
  const { xy, bytes } = packPoints(part, INK_ZOOM);
  encoding.writeAny(encoder, xy.x);
  encoding.writeAny(encoder, xy.y);
  encoding.writeVarUint8Array(encoder, bytes);
}

function readPart(decoder: decoding.Decoder): InkPart {
  const id = decoding.readVarString(decoder);
  const color = decoding.readVarString(decoder);
  const size: unknown = decoding.readAny(decoder);
  const pressure = readUint(decoder);
  const from = readUint(decoder);
  if (!isShapeId(id) || !isColor(color) || !isSize(size) || pressure > DEVICE) {
    throw new ProtocolError("Cannot read ink: its id, colour, size or pressure is invalid");
  }
  const points = decoding.hasContent(decoder) ? readPoints(decoder) : [];
  if (from + points.length > MAX_POINTS) {
    throw new ProtocolError(`Cannot read ink: ${points.length} points from ${from} on pass ${MAX_POINTS}`);
  }
  return { id, color, size, pressure: pressure === DEVICE ? "device" : "velocity", from, points };
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
    case MOVE: {
      const x: unknown = decoding.readAny(decoder);
      const y: unknown = decoding.readAny(decoder);
      const count = readUint(decoder);
      if (!isCoordinate(x) || !isCoordinate(y) || count > MAX_MOVED) {
        throw new ProtocolError(`Cannot read a move of ${count} shapes: too many or too far`);
      }
      const ids = Array.from({ length: count }, () => decoding.readVarString(decoder));
      if (!ids.every(isShapeId)) throw new ProtocolError("Cannot read a move: an id is invalid");
      return { kind: "move", ids, by: { x, y } };
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
