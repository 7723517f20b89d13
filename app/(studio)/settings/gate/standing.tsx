import Link from "next/link";
import { findingOf } from "@/lib/models/evaluation/rules";
import type { Head, VersionCard } from "@/lib/models/schema";

const heads: Head[] = ["compatibility", "category"];

/** What the gate last found of the newest challenger of each head, so that a threshold is set with it in view. */
export function Standing({ cards }: { cards: VersionCard[] }) {
  const lines = heads.flatMap(
    (head) =>
      lineOf(
        head,
        cards.filter((card) => card.head === head),
      ) ?? [],
  );
  if (lines.length === 0) return null;
  return (
    <ul aria-label="What it found last" className="mt-6 space-y-1 border-l-2 border-line pl-4 text-small">
      {lines.map(({ head, name, says }) => (
        <li key={head}>
          <Link href={`/training/${head}-${name}`} className="font-medium underline-offset-4 hover:underline">
            {head} {name}
          </Link>{" "}
          {says}.
        </li>
      ))}
    </ul>
  );
}

function lineOf(head: Head, cards: VersionCard[]) {
  const serving = cards.find(({ isChampion }) => isChampion);
  const newest = cards.reduce<VersionCard | null>(
    (best, card) => (best && best.number > card.number ? best : card),
    null,
  );
  if (!serving || !newest?.gate || newest.number <= serving.number) return null;
  return { head, name: `v${newest.number}`, says: findingOf(head, `v${serving.number}`, newest.gate).finding };
}
