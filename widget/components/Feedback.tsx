import { useId, useState } from "preact/hooks";
import type { FeedbackRequest } from "../../server/contract.ts";
import { type Failure, failureOf } from "../failure.ts";
import { failures, texts } from "../texts.ts";
import { CommentForm } from "./CommentForm.tsx";

type Rating = FeedbackRequest["rating"];

interface Props {
  rating: Rating | undefined;
  onRate(rating: Rating, comment?: string): Promise<void>;
}

const answers = [
  { rating: "helpful", label: texts.helpful },
  { rating: "unhelpful", label: texts.unhelpful },
] as const;

/** Whether the answer helped. The rating is sent when pressed; a comment replaces it, with the comment added. */
export function Feedback({ rating, onRate }: Props) {
  const id = useId();
  const [commenting, setCommenting] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function rate(given: Rating, comment?: string): Promise<void> {
    try {
      setFailure(undefined);
      setCommenting(given === "unhelpful" && comment === undefined);
      await onRate(given, comment);
    } catch (error) {
      setFailure(failureOf(error));
      setCommenting(false);
    }
  }

  return (
    <div class="feedback">
      <p id={id}>{texts.rate}</p>
      <div class="ratings">
        {answers.map((answer) => (
          <button
            key={answer.rating}
            type="button"
            aria-pressed={rating === answer.rating}
            aria-describedby={id}
            onClick={() => rate(answer.rating)}
          >
            {answer.label}
          </button>
        ))}
      </div>
      {commenting && <CommentForm onSend={(comment) => rate("unhelpful", comment)} />}
      {!commenting && rating && !failure && <p>{texts.thanks}</p>}
      {failure && <p>{failures[failure]}</p>}
    </div>
  );
}
