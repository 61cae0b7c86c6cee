import assert from "node:assert/strict";
import fc from "fast-check";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { writePermissionDenied } from "y-protocols/auth";
import { readSyncMessage, writeSyncStep1, writeSyncStep2, writeUpdate } from "y-protocols/sync";
import * as Y from "yjs";
import {
  decodeFrame,
  encodeFrame,
  type Message,
  NOTICE_KINDS,
  ProtocolError,
} from "../../../core/protocol/message.ts";
import { type Write, written } from "./updates.ts";

const bytes = fc.uint8Array({ maxLength: 300 });
const number = fc.maxSafeNat();

const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant("sync-step-1" as const), stateVector: bytes }),
  fc.record({
    type: fc.constantFrom("sync-step-2" as const, "update" as const, "awareness" as const),
    update: bytes,
  })
    .map(({ type, update }): Message => ({ type, update })),
  fc.constant({ type: "query-awareness" as const }),
  fc.record({ type: fc.constant("denied" as const), reason: fc.string({ unit: "grapheme" }) }),
  fc.record({ type: fc.constant("saved" as const), version: number }),
  fc.record({ type: fc.constant("ephemeral" as const), from: number, payload: bytes }),
  fc.record({ type: fc.constantFrom("ping" as const, "pong" as const), time: number })
    .map(({ type, time }): Message => ({ type, time })),
  fc.record({ type: fc.constant("notice" as const), kind: fc.constantFrom(...NOTICE_KINDS) }),
);
const messages = fc.array(message, { minLength: 1, maxLength: 6 });

Deno.test("message: a frame gives back what was put into it, in order", () => {
  fc.assert(fc.property(messages, (list) => {
    assert.deepEqual(plain(decodeFrame(encodeFrame(list))), plain(list));
  }));
});

Deno.test("message: a frame cut anywhere gives its first messages or an error, never others", () => {
  fc.assert(fc.property(messages, fc.nat(), (list, cut) => {
    const frame = encodeFrame(list);
    let read: Message[] | undefined;
    try {
      read = decodeFrame(frame.subarray(0, cut % frame.length));
    } catch (error) {
      assert.ok(error instanceof ProtocolError);
    }
    if (read) assert.deepEqual(plain(read), plain(list.slice(0, read.length)));
  }));
});

Deno.test("message: garbage is an error of the protocol or messages that can be written back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (garbage) => {
      let read: Message[] = [];
      try {
        read = decodeFrame(garbage);
      } catch (error) {
        assert.ok(error instanceof ProtocolError, String(error));
      }
      if (read.length > 0) assert.deepEqual(plain(decodeFrame(encodeFrame(read))), plain(read));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("message: the bytes are those of y-protocols", () => {
  const doc = new Y.Doc();
  doc.getMap("shapes").set("a", 1);
  const update = Y.encodeStateAsUpdate(doc);
  const stateVector = Y.encodeStateVector(doc);
  const theirs: [Message, Write][] = [
    [{ type: "sync-step-1", stateVector }, (encoder) => writeSyncStep1(encoder, doc)],
    [{ type: "sync-step-2", update }, (encoder) => writeSyncStep2(encoder, doc)],
    [{ type: "update", update }, (encoder) => writeUpdate(encoder, update)],
  ];
  for (const [ours, write] of theirs) {
    const frame = framed(0, write);
    assert.deepEqual([...encodeFrame([ours])], [...frame]);
    assert.deepEqual(plain(decodeFrame(frame)), plain([ours]));
  }
  const denied = framed(2, (encoder) => writePermissionDenied(encoder, "no"));
  assert.deepEqual(plain(decodeFrame(denied)), [{ type: "denied", reason: "no" }]);
  assert.deepEqual([...encodeFrame([{ type: "denied", reason: "no" }])], [...denied]);
  assert.deepEqual(plain(decodeFrame(Uint8Array.of(3))), [{ type: "query-awareness" }]);
});

Deno.test("message: a stock client reads the first message of a frame", () => {
  const doc = new Y.Doc();
  doc.getMap("shapes").set("a", 1);
  const stock = new Y.Doc();
  const frame = encodeFrame([{ type: "update", update: Y.encodeStateAsUpdate(doc) }, {
    type: "ping",
    time: 1,
  }]);
  const decoder = decoding.createDecoder(frame);
  assert.equal(decoding.readVarUint(decoder), 0);
  readSyncMessage(decoder, encoding.createEncoder(), stock, "test");
  assert.equal(stock.getMap("shapes").get("a"), 1);
});

Deno.test("message: the durable ack has y-sweet's bytes", () => {
  assert.deepEqual([...encodeFrame([{ type: "saved", version: 300 }])], [102, 2, 0xac, 0x02]);
});

const REFUSED: Readonly<Record<string, readonly [frame: readonly number[], reason: RegExp]>> = {
  "nothing": [[], /empty frame/],
  "an unknown type": [[4], /its type is 4/],
  "a type of y-websocket's future": [[250, 1], /its type is 250/],
  "an unknown sync step": [[0, 3, 0], /its step is 3/],
  "an unknown denial": [[2, 1, 0], /its kind is 1/],
  "an unknown notice": [[123, 99], /its kind is 99/],
  "a message cut short": [[0, 2, 100, 1], /ends inside a message/],
  "a good message and half of one": [[3, 121], /ends inside a message/],
  "more than a version in its ack": [[102, 2, 1, 1], /bytes after its version/],
  "no version in its ack": [[102, 0], /ends inside a message/],
  "a reason that is not UTF-8": [[2, 0, 1, 0xff], /ends inside a message|not/],
  "a number that is not exact": [[121, ...Array(7).fill(0xff), 0x7f], /too large/],
  // lib0 reads Infinity; a pong with it would be written for ever.
  "an infinite number": [[121, ...Array(147).fill(0x80), 1], /too large/],
  "a number that is none": [[121, ...Array(150).fill(0x80), 0], /too large/],
  "an infinite length": [[1, ...Array(147).fill(0x80), 1], /too large/],
  "more messages than can be meant": [Array(70_000).fill(3), /more than 65536 messages/],
};

for (const [name, [frame, reason]] of Object.entries(REFUSED)) {
  Deno.test(`message: a frame with ${name} is refused`, () => {
    assert.throws(() => decodeFrame(Uint8Array.from(frame)), (error) => {
      assert.ok(error instanceof ProtocolError, String(error));
      assert.match(error.message, reason);
      return true;
    });
  });
}

function framed(type: number, write: Write): Uint8Array {
  return written((encoder) => {
    encoding.writeVarUint(encoder, type);
    write(encoder);
  });
}

/** With lists for byte arrays: a view into a frame equals no other. */
function plain(list: readonly Message[]): unknown[] {
  return list.map((message) =>
    Object.fromEntries(
      Object.entries(message).map((
        [name, value],
      ) => [name, value instanceof Uint8Array ? [...value] : value]),
    )
  );
}
