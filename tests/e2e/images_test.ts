/** Pictures on a board, in real Chromium against the real server. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { readPictureFile } from "../../core/board/picture_file.ts";
import { editLink, hasShapes, isReady, newBoard, says, viewLink } from "./board_page.ts";
import { launchChromium, People } from "./browser.ts";
import { dropFiles, pngBytes, showsStripes } from "./pictures.ts";
import { startServerProcess } from "./server_process.ts";

/** Well within a picture that lies in the middle of the window. */
const MIDDLE = { x: 580, y: 370, width: 120, height: 60 };
const ASSETS = "**/assets/*";

Deno.test("images: one pastes a picture, the other sees its preview at once and the picture when it is there", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const [ada, ben] = [await people.open(link), await people.open(link)];
  await Promise.all([isReady(ada), isReady(ben)]);
  await Promise.all([says(ada, "Saved"), says(ben, "Saved")]);
  await ada.context().grantPermissions(["clipboard-read", "clipboard-write"]);

  const held = Promise.withResolvers<void>();
  await ada.route(ASSETS, async (route) => {
    if (route.request().method() === "PUT") await held.promise;
    await route.continue();
  });
  const bytes = await pngBytes(ada, [400, 200]);
  await ada.evaluate(async (bytes) => {
    const blob = new Blob([new Uint8Array(bytes)], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  }, bytes);
  await ada.mouse.move(640, 400);
  await ada.keyboard.press("Control+v");
  await Promise.all([hasShapes(ada, 1), hasShapes(ben, 1)]);
  await showsStripes(ada, MIDDLE, "sharp");
  await showsStripes(ben, MIDDLE, "blurred");
  held.resolve();
  await showsStripes(ben, MIDDLE, "sharp");
  await ada.keyboard.press("Control+z");
  await hasShapes(ben, 0);
});

Deno.test("images: what cannot be uploaded is kept, told, survives a reload, and goes when there is a connection", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const ada = await people.open(editLink(server.url, keys));
  await isReady(ada);
  await says(ada, "Saved");
  await ada.route(ASSETS, (route) => route.request().method() === "PUT" ? route.abort() : route.continue());
  await drop(ada, "stripes.png", [400, 200]);
  await hasShapes(ada, 1);
  await ada.getByText(/1 picture not uploaded yet: .* Kept in this browser/).waitFor();
  await says(ada, "Saved");

  await ada.reload();
  await isReady(ada);
  await ada.getByText(/1 picture not uploaded yet/).waitFor();
  await showsStripes(ada, MIDDLE, "sharp");
  const guest = await people.open(viewLink(server.url, keys));
  await isReady(guest);
  await showsStripes(guest, MIDDLE, "blurred");

  await ada.unroute(ASSETS);
  await ada.getByRole("button", { name: "Try again" }).click({ timeout: 2_000 }).catch(() => {
    // It was tried by itself before the button could be pressed, and is gone with its line.
  });
  await ada.getByText(/not uploaded/).waitFor({ state: "detached" });
  await showsStripes(guest, MIDDLE, "sharp");
});

Deno.test("images: a refused picture is told with its reason, and can be given up", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const ada = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(ada);
  await ada.route(
    ASSETS,
    (route) => route.request().method() === "PUT" ? route.fulfill({ status: 507 }) : route.continue(),
  );
  await drop(ada, "stripes.png", [64, 64]);
  await ada.getByText("“stripes.png” could not be uploaded: this board has as many pictures").waitFor();
  await ada.getByRole("button", { name: "Give up" }).click();
  await ada.getByText(/could not be uploaded/).waitFor({ state: "detached" });
});

Deno.test("images: several land side by side, a large one is scaled down, and what is no picture is named", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const ada = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(ada);
  const stored: string[] = [];
  ada.on("response", (response) => {
    if (response.request().method() === "PUT") stored.push(response.url());
  });
  const large = await pngBytes(ada, [6_000, 1_500]);
  const small = await pngBytes(ada, [64, 64]);
  await dropFiles(ada, [
    { name: "large.png", type: "image/png", bytes: large },
    { name: "small.png", type: "image/png", bytes: small },
    { name: "letter.pdf", type: "application/pdf", bytes: [...new TextEncoder().encode("%PDF-1.7")] },
    { name: "huge.png", type: "image/png", bytes: claiming(small, 20_000, 10) },
  ]);
  await ada.getByText("“letter.pdf” is not a picture").waitFor();
  await ada.getByText("One more could not be used either").waitFor();
  await hasShapes(ada, 2);
  while (stored.length < 2) await ada.waitForEvent("response");
  const files = await Promise.all(
    stored.map(async (url) => readPictureFile(await (await fetch(url)).bytes())),
  );
  const sizes = files.map((file) => `${file?.type} ${file?.width} × ${file?.height}`).sort();
  assert.deepEqual(sizes, ["image/png 64 × 64", "image/webp 4096 × 1024"]);
});

Deno.test("images: a photo is put as the camera was held, without what it says of where it was taken", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const ada = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(ada);
  const stored = ada.waitForResponse((response) => response.request().method() === "PUT");
  const photo = heldUpright(await jpegBytes(ada, [300, 100]));
  assert.equal(readPictureFile(new Uint8Array(photo))?.telling, true);
  await dropFiles(ada, [{ name: "photo.jpg", type: "image/jpeg", bytes: photo }]);
  const file = readPictureFile(await (await fetch((await stored).url())).bytes());
  assert.deepEqual([file?.width, file?.height, file?.telling], [100, 300, false]);
});

Deno.test("images: an SVG is chosen from a file, drawn sharp, and nothing in it runs", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const ada = await people.open(editLink(server.url, await newBoard(server.url)));
  await isReady(ada);
  const choosing = ada.waitForEvent("filechooser");
  await ada.waitForLoadState("networkidle");
  await ada.keyboard.press("Shift+i");
  const stripes = Array.from({ length: 5 }, (_, i) => `<rect x="${i * 80}" width="40" height="200"/>`).join(
    "",
  );
  const svg =
    '<?xml version="1.0"?><!-- made by hand --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">' +
    `<script>top.ran = true; document.title = "ran"</script><rect width="400" height="200" fill="#fff"/>${stripes}</svg>`;
  await (await choosing).setFiles({
    name: "stripes.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from(svg),
  });
  await hasShapes(ada, 1);
  await showsStripes(ada, MIDDLE, "sharp");
  assert.equal(await ada.evaluate(() => "ran" in globalThis), false);
});

Deno.test("images: over plain http in a local network a picture is named without the browser's help", async () => {
  await using server = await startServerProcess({ STORE: "memory", HOST: "0.0.0.0" });
  const address = networkAddress();
  if (address === undefined) return;
  const url = server.url.replace(/\/\/[^:]+/, `//${address}`);
  // Not with `People`: the browser complains about a page that is not served securely.
  await using browser = await launchChromium();
  const ada = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await ada.goto(editLink(url, await newBoard(url)));
  await isReady(ada);
  assert.equal(await ada.evaluate(() => isSecureContext), false);
  const stored = ada.waitForResponse((response) => response.request().method() === "PUT");
  await drop(ada, "stripes.png", [400, 200]);
  assert.equal((await stored).status(), 204);
  await showsStripes(ada, MIDDLE, "sharp");
});

async function drop(page: Page, name: string, size: readonly [number, number]): Promise<void> {
  await dropFiles(page, [{ name, type: "image/png", bytes: await pngBytes(page, size) }]);
}

function jpegBytes(page: Page, [width, height]: readonly [number, number]): Promise<number[]> {
  return page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.fillRect(0, 0, width, height / 2);
    const blob = await canvas.convertToBlob({ type: "image/jpeg" });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [width, height] as const);
}

/** The same JPEG with what a camera adds: it was turned by a quarter (orientation 6). */
function heldUpright(jpeg: readonly number[]): number[] {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0];
  const exif = [...new TextEncoder().encode("Exif"), 0, 0, ...tiff];
  return [...jpeg.slice(0, 2), 0xff, 0xe1, 0, exif.length + 2, ...exif, ...jpeg.slice(2)];
}

/** The same PNG with another size in its header. */
function claiming(png: readonly number[], width: number, height: number): number[] {
  const bytes = new Uint8Array(png);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return [...bytes];
}

function networkAddress(): string | undefined {
  return Deno.networkInterfaces().find(({ family, address }) =>
    family === "IPv4" && !address.startsWith("127.")
  )
    ?.address;
}
