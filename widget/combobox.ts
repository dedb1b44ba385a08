import { useState } from "preact/hooks";
import { type Suggest, useSuggestions } from "./suggestions.ts";

/** Id of one option, for aria-activedescendant. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** The list of suggestions under a text input, and the keys that walk it (ARIA 1.2, combobox). */
export function useCombobox(suggest: Suggest, listId: string) {
  // What suggestions are sought for; empty after Escape, until something is typed.
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(-1);
  const found = useSuggestions(suggest, query);
  const suggestions = query ? found : [];
  const count = suggestions.length;

  function search(words: string): void {
    setQuery(words);
    setActive(-1);
  }

  return {
    suggestions,
    active,
    search,
    close: () => search(""),
    /** Whether the key was for the list. */
    takeKey(key: string): boolean {
      if (count === 0) return false;
      if (key === "Escape") search("");
      else if (key === "ArrowDown") setActive((active + 1) % count);
      else if (key === "ArrowUp") setActive((active <= 0 ? count : active) - 1);
      else return false;
      return true;
    },
    attributes: count > 0 ? comboboxAttributes(listId, active) : {},
  };
}

/** HTML, and so its types, gives a textarea no role but its own: it is a combobox only while it controls a list. */
function comboboxAttributes(listId: string, active: number): object {
  return {
    role: "combobox",
    "aria-expanded": true,
    "aria-controls": listId,
    "aria-activedescendant": active < 0 ? undefined : optionId(listId, active),
  };
}
