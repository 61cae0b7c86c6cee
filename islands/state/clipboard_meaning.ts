/** What is meant by what a clipboard or a drag holds: our own shapes, pictures, or text. Pure. */

import { type Clip, clipInHtml, readClip } from "../../client/canvas/paste_format.ts";
import { isSvgText } from "../../client/assets/svg_file.ts";

/** "" and none where it holds nothing of the kind. */
export interface Held {
  /** Of our own type. */
  readonly clip: string;
  readonly html: string;
  readonly text: string;
  readonly files: readonly Blob[];
}

export type Meaning =
  | { readonly kind: "shapes"; readonly clip: Clip }
  | { readonly kind: "pictures"; readonly files: readonly Blob[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "nothing" };

export function meaningOf({ clip, html, text, files }: Held): Meaning {
  for (const words of [clip, clipInHtml(html) ?? "", text]) {
    const own = readClip(words);
    if (own) return { kind: "shapes", clip: own };
  }
  if (files.length > 0 && !isOfficeText({ html, text, files })) return { kind: "pictures", files };
  if (isSvgText(text)) {
    return { kind: "pictures", files: [new File([text], "", { type: "image/svg+xml" })] };
  }
  return text.trim() === "" ? { kind: "nothing" } : { kind: "text", text };
}

/** An office app gives what it copies as text, and as a picture of the text besides. */
function isOfficeText({ html, text, files }: Omit<Held, "clip">): boolean {
  const named = files.some((file) => file instanceof File && text.includes(file.name));
  return html !== "" && text.trim() !== "" && !named && !/^\s*\S+:\/\/\S+\s*$/.test(text);
}
