import type { RefObject } from "preact";
import { useId, useLayoutEffect, useState } from "preact/hooks";
import type { questionMaxLength } from "../../server/contract.ts";
import { useCombobox } from "../combobox.ts";
import { useComposition } from "../composition.ts";
import type { Suggest } from "../suggestions.ts";
import { texts } from "../texts.ts";
import { isTouch } from "../touch.ts";
import { ComposerButton } from "./ComposerButton.tsx";
import { SuggestionList } from "./SuggestionList.tsx";

/** Written again because only types cross from the contract; the type makes a difference an error. */
const maxLength: typeof questionMaxLength = 500;
/** The counter appears when this few characters are left. */
const fewLeft = 50;

interface Props {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  answering: boolean;
  suggest: Suggest;
  onAsk(question: string): void;
  onStop(): void;
}

/** Where questions are written. */
export function Composer({ inputRef, answering, suggest, onAsk, onStop }: Props) {
  const id = useId();
  const listId = `${id}-list`;
  const [text, setText] = useState("");
  const composition = useComposition();
  const list = useCombobox(suggest, listId);
  const left = maxLength - text.length;

  useLayoutEffect(() => fitHeight(inputRef.current!), [inputRef, text]);

  function submit(question: string): void {
    if (answering || !question.trim()) return;
    onAsk(question.trim());
    setText("");
    list.close();
    // The answer is what matters now: on touch devices, the keyboard makes room for it.
    if (isTouch()) inputRef.current?.blur();
    else inputRef.current?.focus();
  }

  function handleKey(event: KeyboardEvent): void {
    if (composition.owns(event)) return;
    const sends = event.key === "Enter" && !event.shiftKey;
    if (sends) submit(list.suggestions[list.active] ?? text);
    if (sends || list.takeKey(event.key)) event.preventDefault();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit(text);
      }}
    >
      <SuggestionList id={listId} suggestions={list.suggestions} active={list.active} onChoose={submit} />
      <div class="field">
        <textarea
          ref={inputRef}
          rows={1}
          maxLength={maxLength}
          value={text}
          placeholder={texts.placeholder}
          enterkeyhint="send"
          aria-label={texts.input}
          aria-describedby={`${id}-note`}
          aria-autocomplete="list"
          {...list.attributes}
          onInput={(event) => {
            setText(event.currentTarget.value);
            if (!event.isComposing) list.search(event.currentTarget.value);
          }}
          onCompositionEnd={(event) => {
            composition.end(event);
            list.search(event.currentTarget.value);
          }}
          onKeyDown={handleKey}
          onBlur={list.close}
        />
        <ComposerButton
          answering={answering}
          disabled={!text.trim()}
          onStop={() => {
            onStop();
            inputRef.current?.focus();
          }}
        />
      </div>
      <p id={`${id}-note`} class="note">
        {left <= fewLeft && <strong>{texts.remaining(left)} </strong>}
        {texts.privacy}
      </p>
    </form>
  );
}

/** Grows the input with its text; the style sheet sets the limit. */
function fitHeight(input: HTMLTextAreaElement): void {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
}
