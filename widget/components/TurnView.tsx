import type { Conversation, Turn } from "../conversation.ts";
import { texts } from "../texts.ts";
import { AnswerCard } from "./AnswerCard.tsx";
import { FailureNotice } from "./FailureNotice.tsx";

interface Props {
  turn: Turn;
  conversation: Conversation;
}

/** One question with its answer, or with what went wrong. */
export function TurnView({ turn, conversation }: Props) {
  const { status, answer, failure } = turn;
  return (
    <article class="turn">
      <p class="question">
        <span class="unseen">{texts.you}：</span>
        {turn.choice.label}
      </p>
      {answer.kind && (
        <AnswerCard
          turn={turn}
          onAsk={conversation.ask}
          onRate={(rating, comment) => conversation.rate(turn, rating, comment)}
        />
      )}
      {status === "answering" && !answer.kind && <p class="searching">{texts.searching}</p>}
      {failure && <FailureNotice failure={failure} action={texts.resend} onAction={() => conversation.resend(turn)} />}
    </article>
  );
}
