import { useEffect, useRef } from "preact/hooks";
import type { Conversation } from "../conversation.ts";
import type { useProfile } from "../profile.ts";
import type { Suggest } from "../suggestions.ts";
import { texts } from "../texts.ts";
import { isTouch } from "../touch.ts";
import { useVisualViewport } from "../visual-viewport.ts";
import { Composer } from "./Composer.tsx";
import { Greeting } from "./Greeting.tsx";
import { Header } from "./Header.tsx";
import { Log } from "./Log.tsx";

interface Props {
  open: boolean;
  /** Whether the first opening moves the focus into the panel; later ones always do. */
  focusFirst: boolean;
  city: ReturnType<typeof useProfile>;
  conversation: Conversation;
  suggest: Suggest;
  onClose(): void;
}

/** The dialog. It stays in the page while closed, so that a draft and the scroll position survive. */
export function Panel({ open, focusFirst, city, conversation, suggest, onClose }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const mayFocus = useRef(focusFirst);

  useVisualViewport(panel);

  const focus = () => {
    // On touch devices, focusing the input would raise the keyboard over the greeting.
    (isTouch() ? heading : input).current?.focus();
  };

  useEffect(() => {
    if (open && mayFocus.current) focus();
    mayFocus.current = true;
  }, [open]);

  const name = city.profile?.name ?? "";
  const ask = (question: string) => conversation.ask({ label: question, question });

  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={texts.panelName(name).trim()}
      hidden={!open}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) onClose();
      }}
    >
      <Header
        name={name}
        headingRef={heading}
        onRestart={() => {
          conversation.restart();
          focus();
        }}
        onClose={onClose}
      />
      <Log conversation={conversation}>
        <Greeting city={city} onAsk={ask} />
      </Log>
      <Composer
        inputRef={input}
        answering={conversation.answering}
        suggest={suggest}
        onAsk={ask}
        onStop={conversation.stop}
      />
    </div>
  );
}
