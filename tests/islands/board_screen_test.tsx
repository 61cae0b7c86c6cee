import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { FIGURES } from "../../client/canvas/options.ts";
import { TOOLS } from "../../client/canvas/tools/tool.ts";
import type { BoardScreenProps } from "../../islands/board_props.ts";
import { BoardScreen } from "../../islands/board_screen.tsx";
import { BEYOND_PHONE, MORE_TOOLS, toolName } from "../../islands/chrome/tools.ts";

const PROPS: BoardScreenProps = {
  boardId: "AAAAAAAAAAAAAAAAAAAAAA",
  open: false,
  front: false,
  worker: "/static/dist/tile_worker.js",
  fonts: {
    hand: "/static/dist/hand.woff2",
    sans: "/static/dist/ui.woff2",
    serif: "/static/dist/serif.woff2",
    mono: "/static/dist/mono.woff2",
  },
};

Deno.test("every tool of the canvas is in the toolbar, among the figures or behind more", () => {
  const markup = renderToString(<BoardScreen {...PROPS} open />);
  for (const id of TOOLS) {
    const behind = MORE_TOOLS.includes(id) || FIGURES.some((figure) => figure === id);
    assert.ok(behind || markup.includes(`aria-label="${toolName(id)}"`), id);
  }
});

Deno.test("a phone's toolbar has seven buttons: more would be less than 44 px wide", () => {
  const markup = renderToString(<BoardScreen {...PROPS} open />);
  const toolbar = markup.slice(markup.indexOf('aria-label="Tools"'));
  const buttons = toolbar.slice(0, toolbar.indexOf("toast-place")).match(/<button[^>]*>/g) ?? [];
  assert.equal(buttons.filter((button) => !button.includes("beyond-phone")).length, 7);
});

Deno.test("what a phone's toolbar has no room for is in its sheet", () => {
  const markup = renderToString(<BoardScreen {...PROPS} open />);
  for (const id of BEYOND_PHONE) assert.ok(markup.includes(`aria-label="${toolName(id)}"`), id);
});

Deno.test("the server's markup has what a strict content security policy refuses: nothing", () => {
  for (
    const props of [PROPS, { ...PROPS, open: true }, { ...PROPS, boardId: "lobby", open: true, front: true }]
  ) {
    const markup = renderToString(<BoardScreen {...props} />);
    assert.doesNotMatch(markup, / style=| on[a-z]+=|<script|<style/);
  }
});

Deno.test("every button in the server's markup has a name", () => {
  const markup = renderToString(<BoardScreen {...PROPS} front open />);
  const buttons = markup.match(/<button.*?<\/button>/gs) ?? [];
  assert.ok(buttons.length > 15, `${buttons.length} buttons`);
  for (const button of buttons) {
    const text = button.replace(/<svg.*?<\/svg>|<span[^>]*aria-hidden="true".*?<\/span>/gs, "").replace(
      /<[^>]*>/g,
      "",
    );
    assert.ok(/aria-label="[^"]+"/.test(button) || text.trim(), button);
  }
});

Deno.test("the frame has one filled button, on the front page too", () => {
  for (const front of [false, true]) {
    const markup = renderToString(<BoardScreen {...PROPS} front={front} open={front} />);
    assert.equal(markup.match(/button-filled/g)?.length, 1);
  }
});

Deno.test("the front page's card says what this is and leads to a new board; a board has no such card", () => {
  const front = renderToString(<BoardScreen {...PROPS} boardId="lobby" front open />);
  assert.match(front, /<h1>Gesso<\/h1>/);
  assert.match(front, /New board/);
  assert.doesNotMatch(renderToString(<BoardScreen {...PROPS} />), /front-card/);
});
