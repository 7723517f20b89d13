import type { PracticeOffer } from "./schema";

/** Who has judged so many pairs needs no introduction any more. */
export const beginnerLabels = 20;

type Standing = PracticeOffer & { isFinished: boolean; hasBegun: boolean; labels: number };

/** Whether a person is invited to practise: there is something left to practise, and they are new here or had begun. */
export const isOffered = ({ done, of, isFinished, hasBegun, labels }: Standing): boolean =>
  !isFinished && done < of && (hasBegun || labels < beginnerLabels);
