/** Several people on one board, in real Chromium against the real server. */

import assert from "node:assert/strict";
import {
  becomesClear,
  becomesInked,
  countOf,
  drag,
  editLink,
  hasShapes,
  isInked,
  isReady,
  newBoard,
  press,
  says,
  viewLink,
} from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

Deno.test("together: ink appears in the other window before the pointer is lifted, and both converge", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const [ada, ben] = [await people.open(link), await people.open(link)];
  await Promise.all([isReady(ada), isReady(ben)]);
  await Promise.all([says(ada, "Saved"), says(ben, "Saved")]);

  const middle = { x: 380, y: 280, width: 40, height: 40 };
  assert.equal(await isInked(ben, middle), false);
  await press(ada, [[300, 300], [400, 300], [500, 300]]);
  await becomesInked(ben, middle);
  assert.equal(await countOf(ben), 0, "it is not committed yet");
  assert.equal(await ben.getByText("Draw something.").count(), 0, "nobody is told to begin any more");
  await drag(ben, [[300, 500], [500, 520]]);
  await ada.mouse.up();
  await Promise.all([hasShapes(ada, 2), hasShapes(ben, 2)]);

  await ada.keyboard.press("Control+z");
  await Promise.all([hasShapes(ada, 1), hasShapes(ben, 1)]);
  await becomesInked(ada, { x: 390, y: 490, width: 40, height: 40 });
  await becomesClear(ada, middle);
  await ada.keyboard.press("Control+z");
  await ada.keyboard.press("Control+Shift+z");
  await Promise.all([hasShapes(ada, 2), hasShapes(ben, 2)]);
});

Deno.test("together: people see each other's names, and that somebody left", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const [ada, ben] = [await people.open(link), await people.open(link)];
  await Promise.all([isReady(ada), isReady(ben)]);
  const button = ada.getByRole("button", { name: /People|here/ });
  await button.click();
  await ada.getByRole("list", { name: "Others" }).getByRole("listitem").waitFor();
  await ben.close();
  await ada.getByRole("list", { name: "Others" }).getByRole("listitem").waitFor({ state: "detached" });
});

Deno.test("together: what was saved survives a reload, and a server killed right after", async () => {
  let server = await startServerProcess();
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(server.url, keys));
  await isReady(ada);
  await drag(ada, [[300, 300], [500, 400]]);
  await drag(ada, [[300, 400], [500, 300]]);
  await says(ada, "Saving…");
  await says(ada, "Saved");
  await server.kill();

  const { port } = new URL(server.url);
  server = await startServerProcess({ DATA_DIR: server.dataDir, PORT: port });
  const ben = await people.open(editLink(server.url, keys));
  await isReady(ben);
  await hasShapes(ben, 2);
  await ada.reload();
  await isReady(ada);
  await hasShapes(ada, 2);
  await server.stop();
});

Deno.test("together: drawn offline in both windows, it merges when the server is back", async () => {
  let server = await startServerProcess();
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const link = editLink(server.url, keys);
  const [ada, ben] = [await people.open(link), await people.open(link)];
  await Promise.all([isReady(ada), isReady(ben)]);
  await drag(ada, [[200, 200], [300, 200]]);
  await Promise.all([hasShapes(ada, 1), hasShapes(ben, 1)]);
  await says(ada, "Saved");
  await server.stop({ keepData: true });

  await Promise.all([says(ada, "Offline"), says(ben, "Offline")]);
  await drag(ada, [[200, 300], [300, 300]]);
  await drag(ben, [[200, 400], [300, 400]]);
  await drag(ben, [[200, 500], [300, 500]]);
  await Promise.all([hasShapes(ada, 2), hasShapes(ben, 3)]);

  server = await startServerProcess({ DATA_DIR: server.dataDir, PORT: new URL(server.url).port });
  await Promise.all([hasShapes(ada, 4), hasShapes(ben, 4)]);
  await Promise.all([says(ada, "Saved"), says(ben, "Saved")]);
  await server.stop();
});

Deno.test("together: a reload without the server shows the board as this browser kept it", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(server.url, keys));
  await isReady(ada);
  await drag(ada, [[300, 300], [500, 400]]);
  await says(ada, "Saved");
  // The page itself comes from the server: only the board's own connection is cut.
  await ada.routeWebSocket(/\/ws\//, (socket) => void socket.close());
  await ada.route(/\/stream\//, (route) => route.abort());
  await ada.reload();
  await hasShapes(ada, 1);
});

Deno.test("together: a view link shows the board live and lets nobody draw", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(server.url, keys));
  const guest = await people.open(viewLink(server.url, keys));
  await Promise.all([isReady(ada), isReady(guest)]);
  await says(guest, "View only");
  await drag(ada, [[300, 300], [500, 400]]);
  await hasShapes(guest, 1);

  await guest.keyboard.press("p");
  await guest.getByText("This link lets you look, not draw").waitFor();
  await guest.getByRole("button", { name: "Hand", pressed: true }).waitFor();
  await drag(guest, [[300, 500], [500, 500]]);
  await guest.keyboard.press("Control+a");
  await guest.keyboard.press("Delete");
  await drag(ada, [[600, 300], [700, 400]]);
  await hasShapes(guest, 2);
  assert.equal(await countOf(ada), 2);
});

Deno.test("together: a link whose key is another board's says so, and still lets one look", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const [keys, others] = [await newBoard(server.url), await newBoard(server.url)];
  const page = await people.open(`${server.url}/b/${keys.boardId}#e=${others.editKey}`);
  await page.getByText("View only").first().waitFor();
});
