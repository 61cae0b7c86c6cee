import assert from "node:assert/strict";
import { createBoardKeys } from "../../core/board/capability.ts";
import { bareApp, MANIFEST } from "./bare_app.ts";

const { app } = bareApp();
const { boardId, editKey } = createBoardKeys((count) => crypto.getRandomValues(new Uint8Array(count)));

Deno.test("pages: the front page is the lobby, open, with its card", async () => {
  const html = await page("/");
  assert.deepEqual(propsIn(html), {
    boardId: "lobby",
    open: true,
    front: true,
    worker: MANIFEST.tileWorker,
    fonts: MANIFEST.fonts,
  });
});

Deno.test("pages: a board made by keys opens by its id, and nobody edits it without a key", async () => {
  const props = propsIn(await page(`/b/${boardId}`));
  assert.equal(props["boardId"], boardId);
  assert.equal(props["open"], false);
  assert.equal(props["front"], false);
});

Deno.test("pages: an open board opens by its name, and says so in its title", async () => {
  const html = await page("/b/class-3");
  assert.equal(propsIn(html)["open"], true);
  assert.match(html, /<title>class-3 · Gesso<\/title>/);
});

Deno.test("pages: what cannot be a board is a page in words, with a way on", async () => {
  for (const path of ["/b/private", `/b/${boardId}x`, "/b/%3Cscript%3E", "/b/%", "/b/..%2f..%2fetc"]) {
    const response = await app.request(path);
    assert.equal(response.status, 404, path);
    const html = await response.text();
    assert.match(html, /<h1>There is no board here<\/h1>/);
    assert.match(html, /<a class="button" href="\/">/);
    assert.doesNotMatch(html, /data-island/);
  }
});

Deno.test("pages: a board is not found by search engines, the front page is", async () => {
  assert.match(await page(`/b/${boardId}`), /<meta name="robots" content="noindex"/);
  assert.doesNotMatch(await page("/"), /noindex/);
});

Deno.test("pages: every page says its language, its width and its colours, and loads what was built", async () => {
  const html = await page("/");
  assert.match(html, /^<!doctype html><html lang="en">/);
  assert.match(html, /<meta charset="utf-8"/);
  assert.match(html, /viewport-fit=cover/);
  assert.equal(html.match(/<meta name="theme-color"/g)?.length, 2);
  assert.match(html, /<meta property="og:title" content="Gesso: draw together"/);
  assert.match(html, new RegExp(`<link rel="stylesheet" href="${MANIFEST.styles}"`));
  assert.match(html, new RegExp(`<script type="module" src="${MANIFEST.boardScript}"`));
  assert.match(html, new RegExp(`<link rel="modulepreload" href="${MANIFEST.preload[0]}"`));
  assert.match(html, /<link rel="manifest" href="\/static\/manifest.webmanifest"/);
});

Deno.test("pages: nothing stands in the page that its own security policy would refuse", async () => {
  for (const path of ["/", `/b/${boardId}`, "/nowhere"]) {
    const html = await (await app.request(path)).text();
    assert.doesNotMatch(html, /<style|\sstyle="|\son\w+="|javascript:/i, path);
    for (const [, attributes = "", content] of html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
      assert.match(attributes, / src="\/static\//);
      assert.equal(content, "");
    }
  }
});

Deno.test("pages: a key that came with the request by mistake is nowhere in the page", async () => {
  const html = await page(`/b/${boardId}?key=${editKey}`);
  assert.ok(!html.includes(editKey));
});

Deno.test("pages: HEAD tells what GET would, without the page", async () => {
  const response = await app.request("/", { method: "HEAD" });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
  assert.equal(await response.text(), "");
});

async function page(path: string): Promise<string> {
  const response = await app.request(path);
  assert.equal(response.status, 200, path);
  assert.equal(response.headers.get("content-type"), "text/html; charset=UTF-8");
  return await response.text();
}

function propsIn(html: string): Record<string, unknown> {
  const [, json = ""] = /<div data-island="board" data-props="([^"]*)"/.exec(html) ?? [];
  return JSON.parse(json.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&"));
}
