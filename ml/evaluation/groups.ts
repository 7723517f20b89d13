import { type CardGroup, MOST } from "./card";
import { wilsonInterval } from "./wilson";

/** Share right in each group, the largest groups first. nameOf(q): a question's group, null when it is in none; the names
 *  of a pair in any order count as one. right: 1 for each question answered right, by scorer; `version` gets an interval. */
export function groupsOf(
  n: number,
  namesOf: (q: number) => string[] | null,
  right: { version: Uint8Array; others: Record<string, Uint8Array> },
): CardGroup[] {
  const groups = new Map<string, { names: string[]; questions: number[] }>();
  for (let q = 0; q < n; q++) {
    const names = namesOf(q)?.toSorted();
    if (!names) continue;
    const key = JSON.stringify(names);
    const group = groups.get(key);
    if (group) group.questions.push(q);
    else groups.set(key, { names, questions: [q] });
  }
  const share = (hits: Uint8Array, questions: number[]) =>
    questions.reduce((sum, q) => sum + hits[q], 0) / questions.length;
  return [...groups.values()]
    .sort((a, b) => b.questions.length - a.questions.length)
    .slice(0, MOST.groups)
    .map(({ names, questions }) => {
      const value = share(right.version, questions);
      return {
        names,
        n: questions.length,
        version: { value, ...wilsonInterval(value, questions.length), n: questions.length },
        others: Object.fromEntries(Object.entries(right.others).map(([name, hits]) => [name, share(hits, questions)])),
      };
    });
}
