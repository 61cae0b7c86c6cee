/** Finding text on the board: what is found is selected and brought into view, one after the other. */

import { useSignal } from "@preact/signals";
import { ChevronDown, ChevronUp, X } from "lucide";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Finding, MOST_FINDINGS } from "../../client/canvas/search.ts";
import { useBoard } from "./board_context.ts";
import { IconButton } from "./icon_button.tsx";

export function SearchBar(): VNode {
  const { engine, searchOpen } = useBoard();
  const field = useRef<HTMLInputElement>(null);
  const found = useSignal<readonly Finding[]>([]);
  const at = useSignal(0);
  const query = useSignal("");
  useEffect(() => field.current?.focus(), []);

  const show = (index: number) => {
    const count = found.value.length;
    if (count === 0) return;
    at.value = (index + count) % count;
    const finding = found.value[at.value];
    if (finding) engine.peek()?.reveal([finding.id]);
  };
  const find = (text: string) => {
    query.value = text;
    found.value = engine.peek()?.search(text) ?? [];
    show(0);
  };
  const close = () => {
    searchOpen.value = false;
    engine.peek()?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") show(at.value + (event.shiftKey ? -1 : 1));
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="panel search-bar" role="search" onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="search"
        class="search-field"
        aria-label="Find text on the board"
        placeholder="Find text on the board"
        value={query.value}
        onInput={({ currentTarget }) => find(currentTarget.value)}
      />
      <output class="search-count" aria-live="polite">{counted(query.value, found.value, at.value)}</output>
      <IconButton icon={ChevronUp} iconSize={18} label="The one before" onPress={() => show(at.value - 1)} />
      <IconButton icon={ChevronDown} iconSize={18} label="The next one" onPress={() => show(at.value + 1)} />
      <IconButton icon={X} iconSize={18} label="Close the search" onPress={close} />
    </div>
  );
}

function counted(query: string, found: readonly Finding[], at: number): string {
  if (query.trim() === "") return "";
  if (found.length === 0) return "Nothing found";
  return `${at + 1} of ${found.length}${found.length === MOST_FINDINGS ? " or more" : ""}`;
}
