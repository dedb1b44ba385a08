import type { Choice, FeedbackRequest, Kind } from "../../server/contract.ts";
import type { Turn } from "../conversation.ts";
import { leads, origins, texts } from "../texts.ts";
import { CitationList } from "./CitationList.tsx";
import { ContactCard } from "./ContactCard.tsx";
import { Feedback } from "./Feedback.tsx";
import { Hotlines } from "./Hotlines.tsx";
import { Markdown } from "./Markdown.tsx";
import { QuestionButtons } from "./QuestionButtons.tsx";
import { StatementView } from "./StatementView.tsx";

interface Props {
  turn: Turn;
  onAsk(choice: Choice): void;
  onRate(rating: FeedbackRequest["rating"], comment?: string): Promise<void>;
}

/** Asking whether it helped is out of place in a crisis, and pointless before there is an answer. */
const ratedKinds: readonly Kind[] = ["extracted", "generated", "unanswerable", "declined"];

export function AnswerCard({ turn: { answer, status, rating }, onAsk, onRate }: Props) {
  const kind = answer.kind!;
  const finished = status === "finished";
  return (
    <div class={`card answer ${kind}`}>
      <h3 class="unseen">{texts.answer}</h3>
      {leads[kind] && <p>{leads[kind]}</p>}
      {answer.hotlines && <Hotlines hotlines={answer.hotlines} />}
      {answer.statements.map((statement, index) => (
        <StatementView key={index} statement={statement} citations={answer.citations} />
      ))}
      {/* Hidden from screen readers, which hear each statement once, when it is complete. */}
      {status === "answering" && answer.pending && (
        <div class="pending" aria-hidden="true">
          <Markdown text={answer.pending} />
        </div>
      )}
      <QuestionButtons choices={answer.choices} onAsk={onAsk} />
      {finished && origins[kind] && <p class="origin">{origins[kind]}</p>}
      {finished && <CitationList citations={answer.citations} />}
      {answer.contact && <ContactCard contact={answer.contact} />}
      <QuestionButtons
        small
        title={texts.related}
        choices={answer.related.map((question) => ({ label: question, question }))}
        onAsk={onAsk}
      />
      {finished && ratedKinds.includes(kind) && <Feedback rating={rating} onRate={onRate} />}
    </div>
  );
}
