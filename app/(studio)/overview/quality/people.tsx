import { counted, decimal } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { Quality } from "@/lib/insights/quality/schema";
import { Band } from "../band";
import { Download } from "../download";
import { shareCell } from "../figure-words";
import { NamedSwitch } from "./named-switch";

/** How much answers weigh in training; who is behind it only where an admin has turned that on. */
export function People({ quality: { weights, named, people }, maySwitch }: { quality: Quality; maySwitch: boolean }) {
  return (
    <Band question="How much does an answer weigh?">
      <p className="max-w-prose text-ink-soft">
        {weights
          ? `In training, one person's answers weigh between ${decimal(weights.least)} and ${decimal(weights.most)} of the house's usual, over ${counted(weights.people, "person", "people")} whose pairs others judged too. `
          : "All answers weigh the same in training: too few pairs have been judged by two people to tell them apart. "}
        The weight comes from agreement with others alone; how fast somebody answers is no part of it.
      </p>
      {people && people.length > 0 && (
        <div className="mt-6">
          <Table
            caption="Checked answers by person, in the order of names"
            keyOf={({ userId }) => userId}
            rows={people}
            columns={[
              { title: "Person", cell: ({ name }) => name },
              { title: "With others", cell: ({ withOthers }) => shareCell(withOthers), isNumber: true },
              { title: "With the consensus", cell: ({ withConsensus }) => shareCell(withConsensus), isNumber: true },
              { title: "With oneself", cell: ({ withOneself }) => shareCell(withOneself), isNumber: true },
              { title: "With gold", cell: ({ withGold }) => shareCell(withGold), isNumber: true },
              { title: "Weight", cell: ({ weight }) => decimal(weight), isNumber: true },
            ]}
          />
          <Download href="/api/overview/quality?table=people" of="Checked answers by person" />
        </div>
      )}
      {people?.length === 0 && <p className="mt-4 text-ink-soft">Nobody's answers have been checked yet.</p>}
      <div className="mt-6">
        {maySwitch ? (
          <NamedSwitch isOn={named.isOn} />
        ) : (
          <p className="text-small text-ink-soft">
            {named.isOn
              ? "Figures by name are on. An admin can turn them off here; everybody is told."
              : "Figures by name are off. An admin can turn them on here; everybody is told."}
          </p>
        )}
      </div>
    </Band>
  );
}
