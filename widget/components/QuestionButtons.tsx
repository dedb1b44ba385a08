import { useId } from "preact/hooks";
import type { Choice } from "../../server/contract.ts";

interface Props {
  choices: Choice[];
  title?: string;
  /** Related questions are quieter than choices. */
  small?: boolean;
  onAsk(choice: Choice): void;
}

/** Questions that are asked by pressing them. */
export function QuestionButtons({ choices, title, small, onAsk }: Props) {
  const id = useId();
  if (choices.length === 0) return null;
  return (
    <div class={small ? "questions small" : "questions"}>
      {title && <h3 id={id}>{title}</h3>}
      <ul aria-labelledby={title && id}>
        {choices.map((choice) => (
          <li key={choice.question}>
            <button type="button" onClick={() => onAsk(choice)}>
              {choice.label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
