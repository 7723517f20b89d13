import { count, decimal } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { EvaluationCard } from "@/lib/models/evaluation/schema";
import type { Head } from "@/lib/models/schema";
import { Band } from "../../overview/band";
import { figureText } from "../words";
import { type Names, scorerHead, scorersOf } from "./names";

type Props = { card: EvaluationCard; head: Head; names: Names };

const words: Record<Head, { question: string; title: string; note: string }> = {
  compatibility: {
    question: "With which categories is it right?",
    title: "Pair of categories",
    note: "Share of pairs answered right; a rule without learning says yes as often as the truth does.",
  },
  category: {
    question: "In which categories is it right?",
    title: "Category",
    note: "Share of a category's garments that are named right.",
  },
};

/** Share right by pair of categories, or by category, the largest first, with the rules beside it. */
export function Groups({ card, head, names }: Props) {
  if (card.groups.length === 0) return null;
  const { question, title, note } = words[head];
  const others = scorersOf([...new Set(card.groups.flatMap((group) => Object.keys(group.others)))]);
  return (
    <Band question={question}>
      <p className="mb-4 text-small text-ink-soft">{note}</p>
      <div className="max-h-[36rem] overflow-y-auto">
        <Table
          caption={question}
          keyOf={({ names: pair }) => pair.join(" / ")}
          rows={card.groups}
          columns={[
            {
              title,
              cell: ({ names: pair }) =>
                [...new Set(pair)].join(" · ") + (pair.length === 2 && pair[0] === pair[1] ? " · the same" : ""),
            },
            { title: `${names.version}, 95 % interval`, cell: ({ version }) => figureText(version), isNumber: true },
            ...others.map((other) => ({
              title: scorerHead(other, names),
              cell: (group: EvaluationCard["groups"][number]) => {
                const value = group.others[other];
                return value === undefined ? "" : decimal(value);
              },
              isNumber: true,
            })),
            { title: "n", cell: ({ n }) => count(n), isNumber: true },
          ]}
        />
      </div>
    </Band>
  );
}
