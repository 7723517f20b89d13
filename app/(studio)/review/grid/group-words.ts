import type { FlagGroup, GroupKey } from "@/lib/flags/grid/schema";
import type { PhotoFault } from "@/lib/flags/schema";
import { faultWords } from "../flag-words";

export type GroupWords = {
  title: string;
  /** What settling does, with a number of products. */
  take: (n: number) => string;
  keep: (n: number) => string;
  /** What will change once it is taken, said before. */
  effect: (n: number) => string;
};

const products = (n: number) => (n === 1 ? "1 product" : `${n} products`);

/** How a group of flags is called, and what its two answers do. */
export function groupWords(group: FlagGroup): GroupWords {
  const nothing = () => "Nothing in the catalogue changes; the fault stays on record.";
  switch (group.kind) {
    case "category": {
      const [given, proposed] = [group.givenCategory?.name ?? "gone", group.proposedCategory?.name ?? "gone"];
      return {
        title: `${given} → ${proposed}`,
        take: (n) => `Take ${proposed} for ${n}`,
        keep: (n) => `Keep ${given} for ${n}`,
        effect: (n) => `${products(n)} will move from ${given} to ${proposed}.`,
      };
    }
    case "attribute": {
      const label = group.label.toLowerCase();
      const given = group.given || `no ${label}`;
      return {
        title: `${group.label}: ${given} → ${group.proposed}`,
        take: (n) => `Take ${group.proposed} for ${n}`,
        keep: (n) => (group.given ? `Keep ${group.given} for ${n}` : `Leave ${n} empty`),
        effect: (n) => `${products(n)} will get ${group.proposed} as ${label}.`,
      };
    }
    case "photo":
      return {
        title: faultWords[group.proposed as PhotoFault] ?? "Photos",
        take: (n) => `Confirm ${n} as wrong`,
        keep: (n) => `${n} are fine`,
        effect: nothing,
      };
    case "duplicate":
      return {
        title: "Two products, one garment",
        take: (n) => `Confirm ${n} as the same`,
        keep: (n) => `${n} are two garments`,
        effect: nothing,
      };
    case "report":
      return {
        title: "Reported by stylists",
        take: (n) => `Confirm ${n} as wrong`,
        keep: (n) => `${n} are fine`,
        effect: nothing,
      };
  }
}

export const groupId = ({ kind, attribute, given, proposed }: GroupKey): string =>
  JSON.stringify([kind, attribute, given, proposed]);

export const kindTitles = {
  category: "Categories",
  attribute: "Attributes",
  photo: "Photos",
  duplicate: "Duplicates",
  report: "Reports",
} as const;
