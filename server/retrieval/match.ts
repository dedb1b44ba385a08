import type { Document } from "../domain.ts";
import { noSignals, type Signals } from "./confidence.ts";
import type { Coverage } from "./coverage.ts";

/** A document (by number) that was found, and why. */
export interface Match {
  document: number;
  score: number;
  /** Nothing for a document that only the vectors found. */
  coverage: Coverage | undefined;
  similarity: number;
  titleShare: number;
  facets: number;
}

/** Documents that the conversation is about. */
export interface FollowUp {
  /** They answer what is asked now. */
  preferred: string[];
  /** They have been shown and do not. */
  avoided: string[];
}

/** In a follow-up, scores are multiplied: by up to this where the facets agree, and for documents of the conversation. */
const followUpGain = { facets: 1.5, preferred: 1.6, avoided: 0.5 };
/** About two telling words. */
const enoughEvidence = 1.1;

/** The matches of a question that goes on from an answered one: what it asks of the subject decides. */
export function goOn(matches: Match[], { preferred, avoided }: FollowUp, documents: Document[]): Match[] {
  return matches.map((match) => {
    const { id } = documents[match.document]!;
    const gain = preferred.includes(id) ? followUpGain.preferred : avoided.includes(id) ? followUpGain.avoided : 1;
    return { ...match, score: match.score * gain * (1 + (followUpGain.facets - 1) * match.facets) };
  });
}

/** What the best matches say of how sure one may be. */
export function signalsOf([first, second]: Match[]): Signals {
  if (!first) return noSignals;
  const { share, evidence } = first.coverage ?? { share: 0, evidence: 0 };
  return {
    score: first.score,
    lead: first.score > 0 ? 1 - (second?.score ?? 0) / first.score : 0,
    coverage: share,
    evidence: evidence / (evidence + enoughEvidence),
    similarity: first.similarity,
    titleShare: first.titleShare,
  };
}
