/** The link of what is selected: set, changed, opened, taken away. */

import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { openLink, readLinkInput } from "../state/links.ts";
import { useBoard } from "./board_context.ts";
import { Modal } from "./modal.tsx";

export function LinkDialog(): VNode {
  const { dialog, engine, view } = useBoard();
  const { selection } = view.value;
  const links = new Set(selection.map((id) => engine.peek()?.get(id)?.link ?? ""));
  const [first = ""] = links;
  const now = links.size === 1 ? first : "";
  const typed = useSignal(now);
  const reason = useSignal<string | undefined>(undefined);
  const close = () => {
    dialog.value = undefined;
    engine.peek()?.focus();
  };
  const set = (link: string) => {
    engine.peek()?.edit(selection.map((id) => ({ op: "set", id, props: { link } })));
    close();
  };
  const save = () => {
    const input = readLinkInput(typed.peek());
    if (input.ok) set(input.link);
    else reason.value = input.reason;
  };
  return (
    <Modal class="link-dialog" label={{ id: "link-title" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <h2 id="link-title">{now ? "Change the link" : "Add a link"}</h2>
        <input
          data-first
          class="field"
          type="text"
          inputMode="url"
          aria-label="Link"
          aria-invalid={reason.value !== undefined}
          aria-describedby="link-words"
          placeholder={links.size > 1 ? "They have different links" : "https://example.org"}
          autocomplete="off"
          spellcheck={false}
          defaultValue={now}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            reason.value = undefined;
          }}
        />
        <p id="link-words" class="link-words" data-wrong={reason.value !== undefined} role="status">
          {reason.value ?? wordsFor(selection.length)}
        </p>
        <div class="link-actions">
          {now && (
            <>
              <button type="button" class="button button-quiet" onClick={() => set("")}>Remove</button>
              <button type="button" class="button button-quiet" onClick={() => openLink(now)}>Open</button>
            </>
          )}
          <span class="link-space" />
          <button type="button" class="button button-quiet" onClick={close}>Cancel</button>
          <button type="submit" class="button button-filled">Save</button>
        </div>
      </form>
    </Modal>
  );
}

function wordsFor(count: number): string {
  return count === 1
    ? "Ctrl+click on the shape opens it in a new tab."
    : `All ${count} selected shapes get this link. Ctrl+click opens it in a new tab.`;
}
