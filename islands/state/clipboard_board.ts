/**
 * The board and the clipboard: shapes as our own format, HTML, PNG, SVG and text, by key and from menus. A key's copy and
 * paste need no leave of the browser; a menu's do, and where it is refused the person is told the key.
 */

import type { Engine } from "../../client/canvas/engine.ts";
import {
  CLIP_TYPE,
  clipToHtml,
  MAX_CLIP_SHAPES,
  wordsIn,
  writeClip,
} from "../../client/canvas/paste_format.ts";
import type { Spot } from "../../client/canvas/paste_api.ts";
import type { Shape } from "../../core/board/shape.ts";
import { type BoardState, say } from "./board_state.ts";
import { copyText } from "./clipboard.ts";
import { type Held, meaningOf } from "./clipboard_meaning.ts";
import type { Images } from "./images.ts";

export interface BoardClipboard {
  /** Whether there was something to copy. */
  copy(): boolean;
  cut(): boolean;
  paste(): void;
  copyPng(): boolean;
  copySvg(): boolean;
  /** What was dropped. */
  take(held: Held, at: Spot): Promise<void>;
  dispose(): void;
}

const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";

export function createBoardClipboard(state: BoardState, engine: Engine, images: Images): BoardClipboard {
  const listening = new AbortController();
  const { signal } = listening;
  /** The last copy of this page: where a plain paste gives nothing but its words, it is known by them. */
  let last: { readonly plain: string; readonly clip: string } | undefined;
  let isInPlace = false, asked = false;

  const write = (shapes: readonly Shape[]) => {
    const hasPictures = shapes.some(({ kind }) => kind === "image");
    const words = wordsIn(shapes);
    const clip = writeClip(shapes, hasPictures ? state.props.boardId : undefined);
    // The board's id is a link to look at it: it has no place where people read.
    last = { plain: words || writeClip(shapes), clip };
    return { ...last, html: clipToHtml(clip, words) };
  };

  const onCopy = (event: ClipboardEvent) => {
    if (!event.clipboardData || event.defaultPrevented || !(asked || isForCanvas(event))) return;
    const shapes = engine.pasteboard.copied;
    if (shapes.length === 0) return;
    event.preventDefault();
    if (shapes.length > MAX_CLIP_SHAPES) return tooMany(shapes.length);
    const { clip, html, plain } = write(shapes);
    event.clipboardData.setData(CLIP_TYPE, clip);
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", plain);
    if (event.type === "cut") engine.run("delete");
  };

  const onPaste = (event: ClipboardEvent) => {
    const data = event.clipboardData;
    if (!data || event.defaultPrevented || !isForCanvas(event)) return;
    event.preventDefault();
    const held = heldIn(data);
    const at = isInPlace ? "in place" : "pointer";
    isInPlace = false;
    // With Shift the browser gives the plain text alone.
    const known = held.clip === "" && held.html === "" && last?.plain === held.text ? last.clip : held.clip;
    take({ ...held, clip: known }, at).catch(reportError);
  };

  const take = async (held: Held, at: Spot | "in place") => {
    if (state.viewing.peek()) return say(state, "This link lets you look, not draw");
    const meaning = meaningOf(held);
    switch (meaning.kind) {
      case "shapes": {
        const { shapes, board, skipped } = meaning.clip;
        engine.pasteboard.paste(shapes, at);
        if (skipped > 0) say(state, skippedWords(shapes.length, skipped));
        return await images.bringAlong(shapes, board);
      }
      case "pictures":
        return await images.insert(meaning.files, at === "in place" ? "pointer" : at);
      case "text":
        engine.pasteboard.putText(meaning.text, at === "in place" ? "pointer" : at);
        return;
      case "nothing":
        return say(state, "There is nothing in the clipboard that can be put on the board");
    }
  };

  const tooMany = (count: number) =>
    say(state, `${count} shapes are selected: up to ${MAX_CLIP_SHAPES} can be copied at once`);

  /** The browser's own command, which raises the event: it works where the page is not served securely, too. */
  const command = (name: "copy" | "cut"): boolean => {
    if (engine.pasteboard.copied.length === 0) return false;
    asked = true;
    const done = document.execCommand("copy");
    asked = false;
    if (!done) {
      say(state, `This browser lets only the keys copy: press ${state.mac.peek() ? "⌘C" : "Ctrl+C"}`);
    } else if (name === "cut") engine.run("delete");
    return true;
  };

  const readAndTake = async () => {
    let held: Held;
    try {
      held = await readClipboard();
    } catch {
      // Refused, or there is no such thing here: over plain http, in some browsers.
      return say(state, `This browser lets only the keys paste: press ${state.mac.peek() ? "⌘V" : "Ctrl+V"}`);
    }
    await take(held, "pointer");
  };

  const copyPng = async (shapes: readonly Shape[]) => {
    if (!("ClipboardItem" in globalThis) || !navigator.clipboard) {
      return say(state, "This browser copies no pictures here: it needs https, or a newer version");
    }
    const png = import("../../client/canvas/paste_png.ts").then(({ pngOf }) =>
      pngOf(shapes, { theme: state.theme.peek(), pictures: engine.pictures })
    );
    try {
      // Given as a promise: some browsers would otherwise say that the key press is too long ago.
      await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
      say(state, "Copied as a PNG picture");
    } catch {
      say(state, "The picture could not be copied: the browser refused, or it is too large");
    }
  };

  const copySvg = async (shapes: readonly Shape[]) => {
    const { svgTextOf } = await import("./clipboard_svg.ts");
    const svg = await svgTextOf(shapes, {
      theme: state.theme.peek(),
      fonts: state.props.fonts,
      bytesOf: images.bytesOf,
    });
    const copied = await copyText(svg);
    say(state, copied ? "Copied as SVG" : "The SVG could not be copied: the browser refused");
  };

  const withSelection = (act: (shapes: readonly Shape[]) => Promise<void>): boolean => {
    const shapes = engine.pasteboard.copied;
    if (shapes.length === 0) {
      say(state, "Select what you want to copy first");
      return true;
    }
    act(shapes).catch(reportError);
    return true;
  };

  document.addEventListener("copy", onCopy, { signal });
  document.addEventListener("cut", onCopy, { signal });
  document.addEventListener("paste", onPaste, { signal });
  addEventListener("keydown", (event) => {
    isInPlace = event.shiftKey && (event.ctrlKey || event.metaKey) && event.code === "KeyV";
  }, { signal, capture: true });

  return {
    copy: () => command("copy"),
    cut: () => !state.viewing.peek() && command("cut"),
    paste: () => void readAndTake().catch(reportError),
    copyPng: () => withSelection(copyPng),
    copySvg: () => withSelection(copySvg),
    take,
    dispose: () => listening.abort(),
  };
}

export function heldIn(data: DataTransfer): Held {
  return {
    clip: data.getData(CLIP_TYPE),
    html: data.getData("text/html"),
    text: data.getData("text/plain"),
    files: [...data.files],
  };
}

async function readClipboard(): Promise<Held> {
  const items = await navigator.clipboard.read();
  const read = async (type: string): Promise<string> => {
    const item = items.find(({ types }) => types.includes(type));
    return item ? await (await item.getType(type)).text() : "";
  };
  const pictures = items.flatMap((item) => {
    const type = item.types.find((type) => type.startsWith("image/"));
    return type === undefined ? [] : [item.getType(type)];
  });
  return {
    clip: await read(`web ${CLIP_TYPE}`),
    html: await read("text/html"),
    text: await read("text/plain"),
    files: await Promise.all(pictures),
  };
}

/** Not for a field, a dialog, or words that somebody has marked in a panel. */
function isForCanvas({ target }: ClipboardEvent): boolean {
  if (document.querySelector(":modal")) return false;
  if (target instanceof Element && target.closest(FIELDS)) return false;
  return document.getSelection()?.isCollapsed !== false;
}

function skippedWords(pasted: number, skipped: number): string {
  if (pasted >= MAX_CLIP_SHAPES) {
    return `Up to ${MAX_CLIP_SHAPES} shapes are pasted at once: ${skipped} were left out`;
  }
  const what = skipped === 1 ? "One shape was" : `${skipped} shapes were`;
  return `${what} left out: this version cannot read ${skipped === 1 ? "it" : "them"}`;
}
