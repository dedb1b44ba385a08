import { useId, useState } from "preact/hooks";
import type { Citation, Statement } from "../../server/contract.ts";
import { texts } from "../texts.ts";
import { CitationDetail } from "./CitationDetail.tsx";
import { Markdown } from "./Markdown.tsx";

interface Props {
  statement: Statement;
  citations: Citation[];
}

/** One thing said, with the numbers of its sources; a number opens its source beneath. */
export function StatementView({ statement, citations }: Props) {
  const [shown, setShown] = useState<number>();
  const id = useId();
  const citation = citations.find(({ number }) => number === shown);
  return (
    <div class="statement">
      <Markdown text={statement.text} />
      <div class="marks">
        {statement.citations.map((number) => (
          <button
            key={number}
            type="button"
            aria-label={texts.citation(number)}
            aria-expanded={shown === number}
            aria-controls={shown === number ? id : undefined}
            onClick={() => setShown(shown === number ? undefined : number)}
          >
            <span>[{number}]</span>
          </button>
        ))}
      </div>
      <div id={id}>{citation && <CitationDetail citation={citation} />}</div>
    </div>
  );
}
