/** The numbers with the highest scores, best first; among equals the lower number. Cheaper than sorting them all. */
export function selectTop(
  numbers: Iterable<number>,
  scoreOf: (number: number) => number,
  limit: number,
): { document: number; score: number }[] {
  const best: { document: number; score: number }[] = [];
  let worst = -Infinity;
  for (const document of numbers) {
    const score = scoreOf(document);
    if (best.length === limit && (score < worst || (score === worst && document > best[limit - 1]!.document))) continue;
    let at = best.length;
    while (
      at > 0 &&
      (best[at - 1]!.score < score || (best[at - 1]!.score === score && best[at - 1]!.document > document))
    )
      at--;
    best.splice(at, 0, { document, score });
    if (best.length > limit) best.pop();
    worst = best[best.length - 1]!.score;
  }
  return best;
}
