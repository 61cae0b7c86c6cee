/** The board's title: read by all, renamed by a click by whoever may edit. */

import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { titleOf } from "../state/title_words.ts";
import { useBoard } from "./board_context.ts";

const MAX_LENGTH = 120;

export function Title(): VNode {
  const { title, viewing, session, props } = useBoard();
  const renaming = useSignal(false);
  const shown = titleOf(title.value, props);
  const classes = title.value ? "" : " title-untitled";

  if (renaming.value) {
    const rename = (name: string) => {
      renaming.value = false;
      const trimmed = name.trim().slice(0, MAX_LENGTH);
      if (trimmed !== title.peek()) session.peek()?.board.setTitle(trimmed);
    };
    return <TitleField from={title.value} done={rename} cancel={() => (renaming.value = false)} />;
  }
  if (viewing.value) {
    return (
      <>
        <span class={`title-text${classes}`}>{shown}</span>
        <span class="badge tablet-up">View only</span>
      </>
    );
  }
  return (
    <button
      type="button"
      class={`title-button${classes}`}
      aria-label={`${shown}: rename`}
      title={shown}
      onClick={() => (renaming.value = session.peek() !== undefined)}
    >
      {shown}
    </button>
  );
}

interface TitleFieldProps {
  readonly from: string;
  done(name: string): void;
  cancel(): void;
}

function TitleField({ from, done, cancel }: TitleFieldProps): VNode {
  const field = useRef<HTMLInputElement>(null);
  // Esc takes the field away, and its blur must not rename.
  const over = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (act: () => void) => {
    if (over.current) return;
    over.current = true;
    act();
  };
  return (
    <input
      ref={field}
      class="title-field"
      aria-label="Board title"
      placeholder="Title"
      maxLength={MAX_LENGTH}
      defaultValue={from}
      onBlur={({ currentTarget }) => end(() => done(currentTarget.value))}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter" && !event.isComposing) end(() => done(event.currentTarget.value));
        if (event.key === "Escape") end(cancel);
      }}
    />
  );
}
