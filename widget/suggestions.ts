import { useEffect, useState } from "preact/hooks";

/** Long enough not to ask at every key, short enough to feel immediate. */
const pauseMs = 150;
/** The server takes no longer query; nobody who wrote more is looking for a ready-made question. */
const maxLength = 100;

export type Suggest = (text: string, signal: AbortSignal) => Promise<string[]>;

/** Published questions like the text. An empty text, or a failing server, has none. */
export function useSuggestions(suggest: Suggest, text: string): string[] {
  const [items, setItems] = useState<string[]>([]);
  const query = text.trim();

  useEffect(() => {
    if (!query || query.length > maxLength) {
      setItems([]);
      return;
    }
    const controller = new AbortController();
    const show = (found: string[]) => {
      if (!controller.signal.aborted) setItems(found);
    };
    const timer = setTimeout(() => suggest(query, controller.signal).then(show, () => show([])), pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [suggest, query]);

  return items;
}
