import type { useProfile } from "../profile.ts";
import { texts } from "../texts.ts";
import { FailureNotice } from "./FailureNotice.tsx";
import { QuestionButtons } from "./QuestionButtons.tsx";

interface Props {
  city: ReturnType<typeof useProfile>;
  onAsk(question: string): void;
}

/** The city's own greeting, with questions to start from. */
export function Greeting({ city: { profile, failure, reload }, onAsk }: Props) {
  if (failure) return <FailureNotice failure={failure} action={texts.reload} onAction={reload} />;
  if (!profile) return null;
  return (
    <div class="card greeting">
      <p>{profile.greeting.trim()}</p>
      <QuestionButtons
        title={texts.starters}
        choices={profile.starters.map((question) => ({ label: question, question }))}
        onAsk={(choice) => onAsk(choice.question)}
      />
    </div>
  );
}
