import type { Failure } from "../failure.ts";
import { failures } from "../texts.ts";

interface Props {
  failure: Failure;
  action: string;
  onAction(): void;
}

/** What went wrong, and the button that tries again. */
export function FailureNotice({ failure, action, onAction }: Props) {
  return (
    <div class="failure">
      <p>{failures[failure]}</p>
      <button type="button" onClick={onAction}>
        {action}
      </button>
    </div>
  );
}
