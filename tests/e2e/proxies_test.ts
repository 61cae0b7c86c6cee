/** Behind proxies that do not let WebSockets be: real Chromium, the real server, a proxy of our own between them. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Faults, Proxy } from "../proxy.ts";
import { drag, editLink, hasShapes, isReady, newBoard, says } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

/** The pill names the way when it is not a WebSocket. */
function overHttp(page: Page): Promise<void> {
  return page.locator(".pill-transport", { hasText: "HTTP" }).waitFor();
}

function overWebSocket(page: Page): Promise<void> {
  return page.locator(".pill-transport").waitFor({ state: "detached" });
}

/** Keeps what the pill said, to look for what it should not have. */
async function watchPill(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const label = document.querySelector(".pill-label");
    const said: string[] = [];
    Object.assign(globalThis, { said });
    if (!label) throw new Error("There is no pill");
    new MutationObserver(() => said.push(label.textContent ?? "")).observe(label, {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, "said") as string[]);
}

const PROXIES: readonly { readonly what: string; readonly faults: Faults; readonly says: RegExp }[] = [
  { what: "refuses the upgrade", faults: { webSocket: "refuse" }, says: /HTTP, streamed/ },
  { what: "closes at the upgrade", faults: { webSocket: "hang-up" }, says: /HTTP, streamed/ },
  { what: "cuts after the handshake", faults: { webSocket: "cut" }, says: /HTTP, streamed/ },
  {
    what: "holds answers back until they end",
    faults: { webSocket: "refuse", buffers: true },
    says: /HTTP, asking/,
  },
];
for (const { what, faults, says: words } of PROXIES) {
  Deno.test(`proxies: through one that ${what}, two draw together, and after a reload it is all there`, async () => {
    await using server = await startServerProcess({ STORE: "memory" });
    await using proxy = new Proxy(new URL(server.url).host, faults);
    await using people = await People.gather();
    const keys = await newBoard(server.url);
    const ada = await people.open(editLink(`http://${proxy.host}`, keys));
    const ben = await people.open(editLink(server.url, keys));
    await Promise.all([isReady(ada), isReady(ben)]);
    await Promise.all([overHttp(ada), overWebSocket(ben)]);

    await drag(ada, [[300, 300], [500, 300]]);
    await drag(ben, [[300, 400], [500, 400]]);
    await drag(ada, [[300, 500], [500, 500]]);
    await Promise.all([hasShapes(ada, 3), hasShapes(ben, 3)]);
    await Promise.all([says(ada, "Saved"), says(ben, "Saved")]);
    await ada.getByRole("button", { name: /HTTP/ }).click();
    await ada.getByRole("dialog", { name: "Connection" }).getByText(words).waitFor();

    await ada.reload();
    await isReady(ada);
    await overHttp(ada);
    await drag(ada, [[300, 600], [500, 600]]);
    await Promise.all([hasShapes(ada, 4), hasShapes(ben, 4), says(ada, "Saved")]);
  });
}

Deno.test("proxies: once WebSockets are let through, the page goes back to one and nothing is seen of it", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using proxy = new Proxy(new URL(server.url).host, { webSocket: "refuse" });
  await using people = await People.gather();
  const ada = await people.open(editLink(`http://${proxy.host}`, await newBoard(server.url)));
  await isReady(ada);
  await drag(ada, [[300, 300], [500, 300]]);
  await overHttp(ada);
  await says(ada, "Saved");
  const said = await watchPill(ada);
  proxy.faults = {};
  // What a browser says when the network has changed; else it would try within half a minute.
  await ada.evaluate(() => dispatchEvent(new Event("online")));
  await overWebSocket(ada);
  await drag(ada, [[300, 400], [500, 400]]);
  await hasShapes(ada, 2);
  await says(ada, "Saved");
  assert.deepEqual((await said()).filter((label) => !/^Sav/.test(label)), []);
});

Deno.test("proxies: attempts that fail are neither shown nor read out", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const ada = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(ada);
  await says(ada, "Saved");
  let attempts = 0;
  const third = Promise.withResolvers<void>();
  await ada.routeWebSocket(/\/ws\//, (socket) => void socket.close());
  await ada.route(/\/stream\//, (route) => {
    attempts++;
    if (attempts === 3) third.resolve();
    return route.abort();
  });
  const said = await watchPill(ada);
  await server.stop({ keepData: true });
  await third.promise;
  await says(ada, "Offline");
  assert.deepEqual(await said(), ["Offline"]);
  await ada.getByRole("status").getByText(/^Offline\./).waitFor();
});

Deno.test("proxies: who leaves while on HTTP is gone for the others at once", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using proxy = new Proxy(new URL(server.url).host, { webSocket: "refuse" });
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(`http://${proxy.host}`, keys));
  const ben = await people.open(editLink(server.url, keys));
  await Promise.all([isReady(ada), isReady(ben)]);
  await ben.getByRole("button", { name: /People|here/ }).click();
  const others = ben.getByRole("list", { name: "Others" }).getByRole("listitem");
  await others.waitFor();
  await ada.close({ runBeforeUnload: true });
  await others.waitFor({ state: "detached", timeout: 3_000 });
});
