import { optionId } from "../combobox.ts";
import { texts } from "../texts.ts";

interface Props {
  id: string;
  suggestions: string[];
  /** Index of the suggestion chosen by arrow keys, -1 for none. */
  active: number;
  onChoose(suggestion: string): void;
}

/** Published questions like what is being typed. The focus stays in the input. */
export function SuggestionList({ id, suggestions, active, onChoose }: Props) {
  const count = suggestions.length;
  return (
    <>
      {count > 0 && (
        <div
          id={id}
          class="suggestions"
          role="listbox"
          tabIndex={-1}
          aria-label={texts.suggestions}
          // Pressing an option must not blur the input, which would close the list under the finger.
          onMouseDown={(event) => event.preventDefault()}
        >
          {suggestions.map((suggestion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys of its list
            <div
              key={suggestion}
              id={optionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onClick={() => onChoose(suggestion)}
            >
              {suggestion}
            </div>
          ))}
        </div>
      )}
      <p class="unseen" role="status">
        {count > 0 && texts.suggestionCount(count)}
      </p>
    </>
  );
}
