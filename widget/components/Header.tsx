import type { RefObject } from "preact";
import { texts } from "../texts.ts";
import { CloseIcon, RestartIcon } from "./icons.tsx";

interface Props {
  /** Name of the city; empty until it is known. */
  name: string;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onRestart(): void;
  onClose(): void;
}

export function Header({ name, headingRef, onRestart, onClose }: Props) {
  return (
    <header class="header">
      <h2 ref={headingRef} tabIndex={-1}>
        {name && <span class="city">{name}</span>} {texts.counter}
      </h2>
      <button type="button" onClick={onRestart}>
        <RestartIcon />
        {texts.restart}
      </button>
      <button type="button" onClick={onClose}>
        <CloseIcon />
        {texts.close}
      </button>
    </header>
  );
}
