import { count, counted, decimal, percent } from "@/app/_ui/figures";
import type { Figure } from "@/lib/models/schema";

/** A share with its interval and what it rests on: value "84 %", note "79 % to 88 %, 212 pairs". */
export const shareStat = (figure: Figure | null, one: string, needs: string) =>
  figure
    ? {
        value: percent(figure.value),
        note: `${percent(figure.lower)} to ${percent(figure.upper)}, ${counted(figure.n, one)}`,
      }
    : { value: "not known yet", note: needs };

/** The same for a coefficient, which may lie below nought. */
export const coefficientStat = (figure: Figure | null, one: string, needs: string) =>
  figure
    ? {
        value: decimal(figure.value),
        note: `${decimal(figure.lower)} to ${decimal(figure.upper)}, ${counted(figure.n, one)}`,
      }
    : { value: "not known yet", note: needs };

/** "84 % (79 to 88), n 212" for a cell of a table; empty where nothing was measured. */
export const shareCell = (figure: Figure | null, digits = 0): string =>
  figure
    ? `${percent(figure.value, digits)} (${(figure.lower * 100).toFixed(digits)} to ${(figure.upper * 100).toFixed(digits)}), n ${count(figure.n)}`
    : "";
