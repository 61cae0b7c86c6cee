/** Links of shapes: what a person may type as one, and how one is opened. */

import { isLink, MAX_LINK_LENGTH } from "../../core/board/schema.ts";

export type LinkInput =
  /** "": none. */
  | { readonly ok: true; readonly link: string }
  | { readonly ok: false; readonly reason: string };

/** What was typed as a link that a click may follow. Pure. */
export function readLinkInput(typed: string): LinkInput {
  const text = typed.trim();
  if (text === "") return { ok: true, link: "" };
  if (text.length > MAX_LINK_LENGTH) {
    return {
      ok: false,
      reason: `This is longer than a link may be: ${MAX_LINK_LENGTH.toLocaleString()} characters.`,
    };
  }
  if (/\s/.test(text)) return { ok: false, reason: "A link has no spaces in it." };
  const link = withScheme(text);
  if (!isLink(link) || !URL.canParse(link)) {
    return {
      ok: false,
      reason:
        "This does not lead anywhere. A link begins with https://, http:// or mailto:, or is just example.org.",
    };
  }
  return { ok: true, link };
}

/** In a tab of its own, which can neither reach this page nor learn its address: that is a key to the board. */
export function openLink(link: string): void {
  if (isLink(link) && URL.canParse(link)) open(link, "_blank", "noopener,noreferrer");
}

/** As short as it says where it leads. */
export function linkWords(link: string): string {
  // What others wrote may pass for a link and lead nowhere.
  if (!URL.canParse(link)) return link;
  const { protocol, host, pathname } = new URL(link);
  return protocol === "mailto:" ? pathname : host.replace(/^www\./, "");
}

/** An address of the web or of a person is known without its scheme; another scheme is kept, to be refused. */
function withScheme(text: string): string {
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#].*)?$/u.test(text)) return `https://${text}`;
  return text;
}
