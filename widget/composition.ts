import { useState } from "preact/hooks";

/** Safari reports the Enter that ends a composition after the composition's end, within the same native event. */
const sameEventMs = 20;

/** Tells the keys of an input method (Japanese conversion) from those meant for us. */
export function useComposition() {
  const [keys] = useState(() => {
    let endedAt = Number.NEGATIVE_INFINITY;
    return {
      end(event: Event): void {
        endedAt = event.timeStamp;
      },
      /** keyCode 229 is "processed by the input method", the only sign in some browsers. */
      owns(event: KeyboardEvent): boolean {
        return event.isComposing || event.keyCode === 229 || event.timeStamp - endedAt < sameEventMs;
      },
    };
  });
  return keys;
}
