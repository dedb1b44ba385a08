import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Conversation } from "../conversation.ts";
import { texts } from "../texts.ts";
import { TurnView } from "./TurnView.tsx";

interface Props {
  conversation: Conversation;
  /** What stands before the first question. */
  children: ComponentChildren;
}

/** Everything said so far. The newest question stays at the top while its answer grows beneath it. */
export function Log({ conversation, children }: Props) {
  const log = useRef<HTMLDivElement>(null);
  // The newest turn, until it is finished or the reader goes elsewhere.
  const followed = useRef<number | undefined>(undefined);
  const release = () => {
    followed.current = undefined;
  };
  const { turns } = conversation;
  const newest = turns[turns.length - 1];

  useEffect(() => {
    followed.current = newest?.id;
  }, [newest?.id]);

  useEffect(() => {
    const element = log.current?.querySelector<HTMLElement>(".turn:last-child");
    if (element && followed.current === newest?.id) log.current!.scrollTop = element.offsetTop;
    if (newest?.status !== "answering") release();
  }, [newest]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div ref={log} class="log" role="log" aria-label={texts.log} tabIndex={0} onWheel={release} onPointerDown={release}>
      {children}
      {turns.map((turn) => (
        <TurnView key={turn.id} turn={turn} conversation={conversation} />
      ))}
    </div>
  );
}
