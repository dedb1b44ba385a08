import { useContext } from "preact/hooks";
import type { Citation } from "../../server/contract.ts";
import { ApiBase } from "../api-base.ts";
import { formatDate } from "../dates.ts";
import { citationUrl } from "../links.ts";
import { texts } from "../texts.ts";
import { ExternalLink } from "./ExternalLink.tsx";
import { Markdown } from "./Markdown.tsx";

/** A source: the published words, and where they stand. */
export function CitationDetail({ citation }: { citation: Citation }) {
  const url = citationUrl(citation, useContext(ApiBase));
  return (
    <div class="citation">
      <p class="citation-title">
        [{citation.number}] {citation.title}
      </p>
      {citation.place && <p>{citation.place}</p>}
      <blockquote>
        <Markdown text={citation.quote} />
      </blockquote>
      <p class="citation-facts">
        {citation.department && <span>{citation.department}</span>}
        <span>{texts.checkedOn(formatDate(citation.updatedAt))}</span>
      </p>
      {url && <ExternalLink url={url}>{texts.openPage}</ExternalLink>}
    </div>
  );
}
