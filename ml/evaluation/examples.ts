import { type CardCell, type CardExample, MOST } from "./card";

/** A question with all that a card may show of it, and how far off each version was: 1 − the chance it gave to the truth. */
export type Judged = CardExample & { loss: number; lossBefore: number | null };

const isRight = ({ truth, version }: CardExample) => version.says === truth;
const wasRight = ({ truth, against }: CardExample) => against?.says === truth;

/** What people have confirmed comes first: elsewhere the truth itself may be wrong. */
const bySureness = (a: Judged, b: Judged) => Number(b.isConfirmed) - Number(a.isConfirmed) || b.loss - a.loss;

const shown = ({ loss, lossBefore, ...example }: Judged): CardExample => example;

/** The surest mistakes of the version, those against a confirmed truth first. */
export function worstMistakes(questions: Judged[]): CardExample[] {
  return questions
    .filter((question) => !isRight(question))
    .sort(bySureness)
    .slice(0, MOST.mistakes)
    .map(shown);
}

/** Answers that became right and that became wrong, and of each kind those whose chances moved most. */
export function changesOf(questions: Judged[]): { nowRight: number; nowWrong: number; examples: CardExample[] } | null {
  if (questions.every(({ against }) => against === null)) return null;
  const nowRight = questions.filter((question) => isRight(question) && !wasRight(question));
  const nowWrong = questions.filter((question) => !isRight(question) && wasRight(question));
  const moved = ({ loss, lossBefore }: Judged) => Math.abs(loss - (lossBefore ?? loss));
  const most = (list: Judged[]) => [...list].sort((a, b) => moved(b) - moved(a)).slice(0, MOST.changes / 2);
  return {
    nowRight: nowRight.length,
    nowWrong: nowWrong.length,
    examples: [...most(nowRight), ...most(nowWrong)].map(shown),
  };
}

/** The confusion matrix, cell by cell, the fullest first. */
export function confusionCells(questions: Judged[]): CardCell[] {
  const cells = new Map<string, Judged[]>();
  for (const question of questions) {
    const key = JSON.stringify([question.truth, question.version.says]);
    const cell = cells.get(key);
    if (cell) cell.push(question);
    else cells.set(key, [question]);
  }
  return [...cells.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST.cells)
    .map((own) => ({
      truth: own[0].truth,
      says: own[0].version.says,
      n: own.length,
      // Mistakes: the surest. What is right: the least sure, where the limits lie.
      examples: [...own]
        .sort((a, b) => b.loss - a.loss)
        .slice(0, MOST.ofCell)
        .map(shown),
    }));
}
