import assert from "node:assert/strict";
import fc from "fast-check";
import { ProtocolError } from "../../../core/protocol/message.ts";
import { type Chunk, ChunkReader, encodeChunks } from "../../../core/protocol/stream_chunks.ts";

const chunk: fc.Arbitrary<Chunk> = fc.oneof(
  fc.constant<Chunk>({ type: "alive" }),
  fc.uint8Array({ maxLength: 300 }).map((frame): Chunk => ({ type: "frame", frame })),
  fc.record({ code: fc.integer({ min: 1000, max: 4999 }), reason: fc.string({ maxLength: 30 }) })
    .map((closed): Chunk => ({ type: "closed", ...closed })),
);

Deno.test("chunks: whatever the pieces a body arrives in, the same chunks are read", () => {
  fc.assert(fc.property(fc.array(chunk), fc.integer({ min: 1, max: 400 }), (chunks, size) => {
    const body = encodeChunks(chunks);
    const reader = new ChunkReader();
    const read: Chunk[] = [];
    for (let at = 0; at < body.length; at += size) read.push(...reader.read(body.slice(at, at + size)));
    assert.deepEqual(read, chunks);
    assert.equal(reader.isInside, false);
  }));
});

Deno.test("chunks: a body that stops inside a chunk says so", () => {
  const body = encodeChunks([{ type: "alive" }, { type: "frame", frame: new Uint8Array([1, 2, 3]) }]);
  const reader = new ChunkReader();
  assert.deepEqual(reader.read(body.subarray(0, -1)), [{ type: "alive" }]);
  assert.equal(reader.isInside, true);
});

Deno.test("chunks: what was given is not changed by what comes later", () => {
  const reader = new ChunkReader();
  const piece = encodeChunks([{ type: "frame", frame: new Uint8Array([7, 7]) }]);
  assert.deepEqual(reader.read(piece.subarray(0, 3)), []);
  const kept = piece.slice(3);
  piece.fill(9);
  assert.deepEqual(reader.read(kept), [{ type: "frame", frame: new Uint8Array([7, 7]) }]);
});

Deno.test("chunks: bytes that are none are refused, however they arrive", () => {
  const endless = [1, 255, 255, 255, 255, 255, 255, 255, 255, 255];
  const pastSafe = [1, 255, 255, 255, 255, 255, 255, 255, 255, 127];
  const noText = [2, 232, 7, 2, 195, 40];
  for (const bytes of [[3], [200, 1], [1, 11], [2, 1, 200, 1], endless, pastSafe, noText]) {
    assert.throws(() => new ChunkReader().read(new Uint8Array(bytes), 10), ProtocolError, `${bytes}`);
  }
  assert.throws(() => {
    const reader = new ChunkReader();
    for (const byte of endless) reader.read(new Uint8Array([byte]));
  }, ProtocolError);
});
