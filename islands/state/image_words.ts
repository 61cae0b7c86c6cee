/** What is said about pictures that cannot be used, and about those on their way to the server. Pure. */

import type { PictureFault } from "../../client/assets/prepare_picture.ts";
import type { Refusal } from "../../client/assets/send_asset.ts";
import type { Upload } from "../../client/assets/uploads.ts";
import { MAX_PICTURE_PIXELS } from "../../core/board/picture_file.ts";
import { MAX_PICTURE_SIDE } from "../../core/board/schema.ts";
import { unreachable } from "../../core/unreachable.ts";

export interface FaultyFile {
  readonly name: string;
  readonly fault: PictureFault;
}

/** One line for all of them. */
export function faultWords(files: readonly FaultyFile[]): string {
  const [first, ...more] = files;
  if (!first) return "";
  const others = more.length === 0
    ? ""
    : more.length === 1
    ? " One more could not be used either."
    : ` ${more.length} more could not be used either.`;
  return `${called(first.name)} ${reason(first.fault)}.${others}`;
}

export interface UploadWords {
  readonly text: string;
  /** Of what is on its way: 0 to 1; undefined while nothing moves. */
  readonly share: number | undefined;
  /** The person can have it tried at once. */
  readonly retry: boolean;
  /** The person can give up what was refused. */
  readonly discard: boolean;
}

/** undefined: there is nothing to say. What needs the person comes before what goes by itself. */
export function uploadWords(uploads: readonly Upload[]): UploadWords | undefined {
  const refused = uploads.filter(({ state }) => state.stage === "refused");
  const waiting = uploads.filter(({ state }) => state.stage === "waiting");
  const [first] = refused;
  if (first?.state.stage === "refused") {
    const more = refused.length === 1 ? "" : ` (and ${refused.length - 1} more)`;
    const text = `${called(first.name)}${more} could not be uploaded: ${refusal(first.state.why)}.`;
    return { text, share: undefined, retry: true, discard: true };
  }
  if (waiting[0]?.state.stage === "waiting") {
    const why = waiting[0].state.why === "offline" ? "the server cannot be reached" : "the server is busy";
    const safe = waiting.every(({ kept }) => kept) ? "Kept in this browser" : "Keep this tab open";
    const text = `${counted(waiting.length)} not uploaded yet: ${why}. ${safe}; it is tried again by itself.`;
    return { text, share: undefined, retry: true, discard: false };
  }
  if (uploads.length === 0) return undefined;
  const sum = uploads.reduce((sum, { bytes }) => sum + bytes, 0);
  const sent = uploads.reduce(
    (sum, { bytes, state }) => sum + (state.stage === "sending" ? state.share * bytes : 0),
    0,
  );
  return { text: `Uploading ${counted(uploads.length)}…`, share: sent / sum, retry: false, discard: false };
}

function reason(fault: PictureFault): string {
  switch (fault.kind) {
    case "no picture":
      return "is not a picture that can be put here: PNG, JPEG, GIF, WebP, AVIF and SVG can";
    case "damaged":
      return "could not be opened: it seems to be damaged";
    case "too large":
      return `is too large with ${fault.width} × ${fault.height} pixels: up to ${MAX_PICTURE_SIDE} a side and ` +
        `${MAX_PICTURE_PIXELS / 1e6} million in all can be put here`;
    case "too heavy":
      return "is too large a file: up to 128 MB can be put here";
    default:
      return unreachable(fault);
  }
}

function refusal(why: Refusal): string {
  switch (why) {
    case "no right":
      return "this link lets you look, not draw";
    case "board full":
      return "this board has as many pictures as a board may have";
    case "no board":
      return "the server does not know this board";
    case "not taken":
      return "the server did not take this picture";
    default:
      return unreachable(why);
  }
}

function called(name: string): string {
  return name === ""
    ? "The picture"
    : `“${name.length > 40 ? `${name.slice(0, 38).toWellFormed()}…` : name}”`;
}

function counted(count: number): string {
  return count === 1 ? "1 picture" : `${count} pictures`;
}
