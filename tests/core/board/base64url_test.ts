import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { fromBase64Url, toBase64Url } from "../../../core/board/base64url.ts";

Deno.test("base64url: any bytes are written as everybody else writes them", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString("base64url"));
  }));
});

Deno.test("base64url: what was written is read again, and what is none is told", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    assert.deepEqual(fromBase64Url(toBase64Url(bytes)), bytes);
  }));
  fc.assert(fc.property(fc.string({ maxLength: 12 }), (text) => {
    const isOne = /^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1;
    assert.equal(fromBase64Url(text) !== undefined, isOne);
  }));
});
