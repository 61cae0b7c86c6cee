import assert from "node:assert/strict";
import { bareApp } from "./bare_app.ts";

Deno.test("health: says that the server lives, how many boards are live, and since how many seconds", async () => {
  const { app, clock } = bareApp();
  clock.time += 61_900;
  const response = await app.request("/health");
  assert.deepEqual(await response.json(), { status: "ok", rooms: 3, uptime: 61 });
  assert.equal(response.headers.get("cache-control"), "no-store");
});
