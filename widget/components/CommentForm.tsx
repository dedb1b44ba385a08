import { useId, useState } from "preact/hooks";
import { texts } from "../texts.ts";

/** The contract's limit on a comment. */
const maxLength = 1000;

/** What was missing, in the resident's words; may be sent empty. */
export function CommentForm({ onSend }: { onSend(comment: string): void }) {
  const [comment, setComment] = useState("");
  const id = useId();
  return (
    <form
      class="comment"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(comment.trim());
      }}
    >
      <label htmlFor={id}>{texts.comment}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={maxLength}
        value={comment}
        aria-describedby={`${id}-note`}
        onInput={(event) => setComment(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class="note">
        {texts.commentNote}
      </p>
      <button type="submit">{texts.sendComment}</button>
    </form>
  );
}
