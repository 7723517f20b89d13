import Link from "next/link";
import { count } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { Overview } from "@/lib/insights/schema";
import type { Head } from "@/lib/models/schema";
import { figureText, headWords } from "../training/words";
import { AsTable, Band } from "./band";
import { QualityChart } from "./quality-chart";

type Quality = Overview["quality"];
const heads: Head[] = ["compatibility", "category"];

/** Does it pay? The headline of every version, measured on garments that none of them was trained on. */
export function QualityBand({ quality }: { quality: Quality }) {
  return (
    <Band question="Does it pay?">
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        {heads.map((head) => (
          <HeadQuality key={head} head={head} quality={quality.filter((version) => version.head === head)} />
        ))}
      </div>
      <p className="mt-6">
        <Link href="/overview/return" className="font-medium text-accent underline underline-offset-4">
          What labels buy, and how many a target takes
        </Link>
      </p>
    </Band>
  );
}

function HeadQuality({ head, quality }: { head: Head; quality: Quality }) {
  const name = quality[0]?.headlineName;
  return (
    <div>
      <h3 className="font-medium">{headWords[head].name}</h3>
      {quality.length === 0 ? (
        <p className="mt-2 text-ink-soft">No version yet. The first training draws the first point.</p>
      ) : (
        <>
          <p className="mb-3 text-small text-ink-soft">{name}, with 95 % interval</p>
          <QualityChart quality={quality} />
          <AsTable>
            <Table
              caption={`Quality of ${headWords[head].name} by version`}
              keyOf={({ number }) => String(number)}
              rows={[...quality].reverse()}
              columns={[
                { title: "Version", cell: ({ number, isChampion }) => `v${number}${isChampion ? ", serves" : ""}` },
                {
                  title: "Value",
                  cell: ({ headline }) => (headline ? figureText(headline) : "not measured"),
                  isNumber: true,
                },
                {
                  title: "Best simple rule",
                  cell: ({ control }) => (control ? figureText(control) : ""),
                  isNumber: true,
                },
                { title: "n", cell: ({ headline }) => (headline ? count(headline.n) : ""), isNumber: true },
                { title: "Labels", cell: ({ labels }) => count(labels), isNumber: true },
              ]}
            />
          </AsTable>
        </>
      )}
    </div>
  );
}
