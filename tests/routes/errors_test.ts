import assert from "node:assert/strict";
import type { Rooms } from "../../relay/rooms.ts";
import { bareApp, NOBODY } from "./bare_app.ts";

const SECRET = "/home/gesso/data of board-7 could not be opened";
const BROKEN: Rooms = {
  ...NOBODY,
  get size(): number {
    throw new Error(SECRET);
  },
};

Deno.test("errors: an unknown path is a page in words, by any method", async () => {
  const { app } = bareApp();
  for (
    const [path, method] of [["/nowhere", "GET"], ["/b", "GET"], ["/b/lobby/x", "GET"], [
      "/",
      "POST",
    ]] as const
  ) {
    const response = await app.request(path, { method });
    assert.equal(response.status, 404, path);
    assert.match(await response.text(), /<main class="message-page"><h1>There is nothing here<\/h1>/);
  }
});

Deno.test("errors: an unknown path of the API is JSON", async () => {
  const response = await bareApp().app.request("/api/nowhere");
  assert.equal(response.status, 404);
  assert.deepEqual(await response.json(), { error: "there is nothing at this address" });
});

Deno.test("errors: an error of ours tells a number that the log has too, and nothing else of it", async () => {
  const { app, lines } = bareApp({ rooms: BROKEN });
  const response = await app.request("/health?secret=1");
  assert.equal(response.status, 500);
  const html = await response.text();
  const [, id = "none"] = /error ([0-9a-f]{8})\./.exec(html) ?? [];
  assert.ok(!html.includes("board-7"));
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", new RegExp(`error request failed id=${id} method=GET route=/health`));
  assert.match(lines[0] ?? "", /board-7/);
});

Deno.test("errors: what the browser must not do is said on errors too", async () => {
  const { app } = bareApp({ rooms: BROKEN });
  for (const path of ["/", "/nowhere", "/health", "/api/nowhere", "/ws/lobby"]) {
    const { headers } = await app.request(path);
    assert.match(
      headers.get("content-security-policy") ?? "",
      /^default-src 'none'; script-src 'self'; /,
      path,
    );
    assert.match(
      headers.get("content-security-policy") ?? "",
      /require-trusted-types-for 'script'; trusted-types gesso$/,
    );
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
    assert.ok(headers.has("permissions-policy"));
  }
});
