import { texts } from "../texts.ts";
import { SendIcon, StopIcon } from "./icons.tsx";

interface Props {
  answering: boolean;
  disabled: boolean;
  onStop(): void;
}

/** Sends; while an answer arrives, stops it. The keys keep a double click from doing both. */
export function ComposerButton({ answering, disabled, onStop }: Props) {
  return answering ? (
    <button key="stop" type="button" class="stop" onClick={onStop}>
      <StopIcon />
      {texts.stop}
    </button>
  ) : (
    <button key="send" type="submit" class="send" disabled={disabled}>
      <SendIcon />
      {texts.send}
    </button>
  );
}
