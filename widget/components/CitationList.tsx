import { useId, useState } from "preact/hooks";
import type { Citation } from "../../server/contract.ts";
import { texts } from "../texts.ts";
import { CitationDetail } from "./CitationDetail.tsx";

/** All sources of an answer, folded away until wanted. */
export function CitationList({ citations }: { citations: Citation[] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (citations.length === 0) return null;
  return (
    <div class="citations">
      <button
        type="button"
        class="fold"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {texts.citations(citations.length)}
      </button>
      {open && (
        <ul id={id}>
          {citations.map((citation) => (
            <li key={citation.number}>
              <CitationDetail citation={citation} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
