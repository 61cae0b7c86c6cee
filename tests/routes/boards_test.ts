import assert from "node:assert/strict";
import { roleOfKey } from "../../core/board/capability.ts";
import { FakeClock, settle } from "../relay/fake_socket.ts";
import { bareApp } from "./bare_app.ts";

const { app } = bareApp();
const JSON_TYPE = { "content-type": "application/json" };

Deno.test("boards: a new board's keys edit and own it, and no two boards are alike", async () => {
  const [one, other] = [await make(), await make({ body: "{}", headers: JSON_TYPE })];
  assert.equal(roleOfKey(one["boardId"] ?? "", one["editKey"] ?? ""), "edit");
  assert.equal(roleOfKey(one["boardId"] ?? "", one["ownerKey"] ?? ""), "own");
  assert.deepEqual(Object.keys(one), ["boardId", "editKey", "ownerKey"]);
  assert.notEqual(one["boardId"], other["boardId"]);
});

Deno.test("boards: keys stay in no cache", async () => {
  const response = await app.request("/api/boards", { method: "POST" });
  assert.equal(response.headers.get("cache-control"), "no-store");
});

for (const body of ["[]", "null", '"lobby"', "17", "{", "not JSON", '{"boardId":"mine"}']) {
  Deno.test(`boards: the body ${body} is refused in words`, async () => {
    const { status, error } = await refusal({ body, headers: JSON_TYPE });
    assert.equal(status, 400);
    assert.match(error, /\{\}|no settings/);
  });
}

Deno.test("boards: a body of another type is refused, whatever it holds", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json-patch"]) {
    const { status, error } = await refusal({ body: "{}", headers: { "content-type": type } });
    assert.equal(status, 415, type);
    assert.match(error, /application\/json/);
  }
});

Deno.test("boards: a body larger than a kilobyte is refused, declared or streamed", async () => {
  const body = `{}${" ".repeat(1024)}`;
  assert.equal(
    (await refusal({ body, headers: { ...JSON_TYPE, "content-length": `${body.length}` } })).status,
    413,
  );
  assert.equal((await refusal({ body: new Blob([body]).stream(), headers: JSON_TYPE })).status, 413);
  assert.ok(await make({ body: `{}${" ".repeat(1000)}`, headers: JSON_TYPE }));
});

Deno.test("boards: a body that does not end in time is let go of, and many of them are refused", async () => {
  const clock = new FakeClock();
  const { app } = bareApp({ clock });
  const slowly = (bytes: number) => {
    const body = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(new Uint8Array(bytes)) });
    return Promise.resolve(app.request("/api/boards", { method: "POST", headers: JSON_TYPE, body }));
  };
  const waiting = Array.from({ length: 256 }, () => slowly(1024));
  await settle();
  const refused = await slowly(1);
  assert.deepEqual([refused.status, refused.headers.get("retry-after")], [503, "5"]);
  assert.match((await refused.json()).error, /try again/);
  await clock.advance(10_000);
  for (const response of await Promise.all(waiting)) assert.equal(response.status, 408);
  assert.equal((await app.request("/api/boards", { method: "POST" })).status, 201);
});

Deno.test("boards: another site's page makes no board here", async () => {
  const host = "gesso.example";
  for (
    const headers of [
      { host, "sec-fetch-site": "cross-site" },
      { host, "sec-fetch-site": "same-site" },
      { host, origin: "https://evil.example" },
      { host, origin: "null" },
    ]
  ) {
    const { status, error } = await refusal({ headers });
    assert.equal(status, 403, JSON.stringify(headers));
    assert.match(error, /another site/);
  }
});

Deno.test("boards: Gesso's own page makes a board, by old browsers' headers and by new ones'", async () => {
  const host = "gesso.example";
  assert.ok(
    await make({ headers: { host, "sec-fetch-site": "same-origin", origin: "https://other.example" } }),
  );
  assert.ok(await make({ headers: { host, origin: "https://gesso.example" } }));
});

Deno.test("boards: only POST makes a board, and the answer says so", async () => {
  for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
    const response = await app.request("/api/boards", { method });
    assert.equal(response.status, 405, method);
    assert.equal(response.headers.get("allow"), "POST");
    assert.match((await response.json()).error, new RegExp(method));
  }
});

async function make(init: RequestInit = {}): Promise<Record<string, string>> {
  const response = await app.request("/api/boards", { method: "POST", ...init });
  assert.equal(response.status, 201);
  return await response.json();
}

async function refusal(init: RequestInit): Promise<{ status: number; error: string }> {
  const response = await app.request("/api/boards", { method: "POST", ...init });
  const { error } = await response.json();
  return { status: response.status, error };
}
