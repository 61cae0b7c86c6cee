/** Where the shape under the pointer leads to: a small mark at its corner, which is the link itself. */

import { ExternalLink } from "lucide";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { linkWords } from "../state/links.ts";
import { useBoard } from "./board_context.ts";
import { Icon } from "./icon.tsx";

/** CSS pixels of the window's edge that it keeps clear of. */
const EDGE = 8;

export function LinkMark(): VNode | null {
  const { hoveredLink } = useBoard().place.value;
  const mark = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    const { current } = mark;
    if (!current || !hoveredLink) return;
    const { box } = hoveredLink;
    const x = Math.max(
      EDGE,
      Math.min(box.maxX - current.offsetWidth, innerWidth - EDGE - current.offsetWidth),
    );
    const y = Math.max(
      EDGE,
      Math.min(box.maxY - current.offsetHeight - EDGE, innerHeight - EDGE - current.offsetHeight),
    );
    current.style.setProperty("--x", `${Math.round(x)}px`);
    current.style.setProperty("--y", `${Math.round(y)}px`);
  });
  if (!hoveredLink) return null;
  return (
    <a
      ref={mark}
      class="link-mark"
      href={hoveredLink.link}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={-1}
      title={hoveredLink.link}
    >
      <Icon of={ExternalLink} size={14} />
      {linkWords(hoveredLink.link)}
    </a>
  );
}
