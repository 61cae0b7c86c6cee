/**
 * Pictures from files onto the board: prepared, shown at once, and uploaded behind that. Those from another board are
 * brought along. Knows where they come from only as files and addresses.
 */

import { assetsAddress } from "../../client/assets/address.ts";
import { fetchPicture } from "../../client/assets/browser_pictures.ts";
import { fingerprintOf } from "../../client/assets/fingerprint.ts";
import { keptUploads } from "../../client/assets/kept_uploads.ts";
import { PictureError, type PreparedPicture, preparePicture } from "../../client/assets/prepare_picture.ts";
import { assetSender } from "../../client/assets/send_asset.ts";
import { createUploads } from "../../client/assets/uploads.ts";
import type { Engine } from "../../client/canvas/engine.ts";
import type { Shape } from "../../core/board/shape.ts";
import type { Spot } from "../../client/canvas/paste_api.ts";
import { type BoardState, say } from "./board_state.ts";
import { faultWords, type FaultyFile } from "./image_words.ts";

export interface Images {
  insert(files: readonly Blob[], at: Spot): Promise<void>;
  /** Asks for files. */
  pick(): void;
  /** Sees to it that the pictures of shapes from another board are on this one, too. */
  bringAlong(shapes: readonly Shape[], from: string | undefined): Promise<void>;
  /** The picture's own bytes, from wherever they are. */
  bytesOf(asset: string): Promise<Blob | undefined>;
  dispose(): void;
}

/** Of files this large together it is said that they are being prepared. */
const TAKES_A_WHILE_BYTES = 2 * 1024 * 1024;
const MOST_AT_ONCE = 100;
/** Device pixels: about what a picture takes when it comes. */
const SHOWN_PX = 1024;

export function createImages(state: BoardState, engine: Engine): Images {
  const { boardId } = state.props;
  const address = assetsAddress(boardId);
  const here = new Map<string, Blob>();
  const listening = new AbortController();
  const uploads = createUploads({
    kept: keptUploads(boardId),
    send: assetSender({ id: boardId, key: () => state.key.peek() }),
    changed: (all) => (state.uploads.value = all),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  });
  state.retryUploads.value = uploads.retry;
  state.discardUploads.value = uploads.discard;
  addEventListener("online", () => uploads.retry(), { signal: listening.signal });
  // What is nowhere but in this page: leaving asks first.
  addEventListener("beforeunload", (event) => {
    if (uploads.all.some(({ kept }) => !kept)) event.preventDefault();
  }, { signal: listening.signal });
  void uploads.resume().then((left) => left.forEach(({ asset, blob }) => show(asset, blob)));

  const show = (asset: string, blob: Blob) => {
    here.set(asset, blob);
    engine.pictures.offer(asset, blob);
  };

  const insert = async (files: readonly Blob[], at: Spot) => {
    if (files.length === 0) return;
    if (state.viewing.peek()) return say(state, "This link lets you look, not draw");
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const opening = files.length === 1 ? "Opening the picture…" : "Opening the pictures…";
    if (bytes > TAKES_A_WHILE_BYTES) say(state, opening);
    const faulty: FaultyFile[] = [];
    const prepared: { readonly picture: PreparedPicture; readonly name: string }[] = [];
    // One after the other: decoded, a few large ones would fill the memory of a phone.
    for (const file of files.slice(0, MOST_AT_ONCE)) {
      const name = file instanceof File ? file.name : "";
      try {
        prepared.push({ picture: await preparePicture(file), name });
      } catch (error) {
        if (!(error instanceof PictureError)) throw error;
        faulty.push({ name, fault: error.fault });
      }
    }
    for (const { picture } of prepared) show(picture.asset, picture.blob);
    // Ready before they are there: they would be blurred first.
    await Promise.all(prepared.map(({ picture }) => engine.pictures.load(picture.asset, SHOWN_PX)));
    const put = engine.pasteboard.putPictures(prepared.map(({ picture }) => picture), at);
    if (put.length > 0) {
      for (const { picture: { asset, blob }, name } of prepared) uploads.add({ asset, name, blob });
    }
    if (faulty.length > 0) say(state, faultWords(faulty));
    else if (files.length > MOST_AT_ONCE) {
      say(state, `The first ${MOST_AT_ONCE} pictures are on the board: that is as many as go at once.`);
    } else if (state.toast.peek()?.text === opening) state.toast.value = undefined;
  };

  const bytesOf = async (asset: string) => here.get(asset) ?? await fetchPicture(address + asset);

  /** From the other board, or from this browser where it has not been uploaded there yet. */
  const bring = async (asset: string, from: string): Promise<boolean> => {
    if (here.has(asset) || await isThere(address + asset)) return true;
    const waiting = (await keptUploads(from).read()).find((upload) => upload.asset === asset)?.blob;
    const blob = waiting ?? await fetchPicture(assetsAddress(from) + asset);
    if (!blob || await fingerprintOf(new Uint8Array(await blob.arrayBuffer())) !== asset) return false;
    show(asset, blob);
    uploads.add({ asset, name: "", blob });
    return true;
  };

  return {
    insert,
    pick() {
      const field = document.createElement("input");
      field.type = "file";
      field.multiple = true;
      field.accept = "image/png,image/jpeg,image/gif,image/webp,image/avif,image/svg+xml";
      field.addEventListener("change", () => {
        insert([...field.files ?? []], "pointer").catch(reportError);
        engine.focus();
      });
      field.click();
    },
    async bringAlong(shapes, from) {
      if (from === undefined || from === boardId) return;
      let lost = 0;
      for (const asset of new Set(shapes.flatMap((shape) => shape.kind === "image" ? shape.asset : []))) {
        if (!await bring(asset, from).catch(() => false)) lost++;
      }
      if (lost === 0) return;
      const what = lost === 1 ? "One picture" : `${lost} pictures`;
      say(
        state,
        `${what} could not be brought along from the other board. Copy there and paste here once more.`,
      );
    },
    bytesOf,
    dispose() {
      listening.abort();
      uploads.dispose();
    },
  };
}

async function isThere(address: string): Promise<boolean> {
  return (await fetch(address, { method: "HEAD" })).ok;
}
