import assert from "node:assert/strict";
import { bareApp, MANIFEST } from "./bare_app.ts";

const development = { manifest: { ...MANIFEST, reloadScript: "/static/dist/reload-AAAAAAAA.js" } };

Deno.test("reload: each start of the server has its own name, told first thing", async () => {
  const first = bareApp(development).app, second = bareApp(development).app;
  assert.equal(await nameOf(first), await nameOf(first));
  assert.notEqual(await nameOf(first), await nameOf(second));
});

Deno.test("reload: pages load the script in development, and only then", async () => {
  const load = async (app: ReturnType<typeof bareApp>["app"]) => await (await app.request("/nowhere")).text();
  assert.match(await load(bareApp(development).app), /src="\/static\/dist\/reload-AAAAAAAA.js"/);
  assert.doesNotMatch(await load(bareApp().app), /reload-/);
  assert.equal((await bareApp().app.request("/dev/reload")).status, 404);
});

async function nameOf(app: ReturnType<typeof bareApp>["app"]): Promise<string> {
  const response = await app.request("/dev/reload");
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const reader = response.body?.getReader();
  const { value } = await reader?.read() ?? {};
  await reader?.cancel();
  return /data: (\w+)\n\n/.exec(new TextDecoder().decode(value))?.[1] ?? assert.fail("no name was told");
}
