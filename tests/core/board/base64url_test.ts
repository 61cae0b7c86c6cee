import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { toBase64Url } from "../../../core/board/base64url.ts";

Deno.test("base64url: any bytes are written as everybody else writes them", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString("base64url"));
  }));
});
