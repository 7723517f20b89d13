import type { Head } from "@/lib/models/schema";
import { Band } from "../../overview/band";

const uses: Record<Head, { meant: string[]; limits: string[] }> = {
  compatibility: {
    meant: [
      "Orders the pairs that stylists are asked about, so that their answers teach it most.",
      "Proposes what goes with a garment of this house: complements and outfits, for a stylist to choose from.",
    ],
    limits: [
      "Learnt from this house's outfits and answers alone; it knows nothing of other houses' taste, of occasion, fit or of a person's wishes.",
      "Seasons and categories that it has seen little of come out near even odds; the tables above say which.",
      "A pair that no outfit holds need not clash: figures on outfits understate it a little.",
      "Not meant to grade people's taste or to decide alone what a customer sees.",
    ],
  },
  category: {
    meant: [
      "Finds garments that may be filed under the wrong category, for a reviewer to look at.",
      "Proposes the category and missing attributes of new garments.",
    ],
    limits: [
      "It knows the categories that it was trained on, and no other; one added later has to be trained in.",
      "The given categories that it learns from and is measured on hold mistakes of their own.",
      "Rare categories rest on few garments; their intervals are wide, and the table above shows them.",
      "Not meant to change the catalogue by itself: a person settles every flag.",
    ],
  },
};

/** Intended use and limits, and what the training itself warned of. */
export function Purpose({ head, warnings }: { head: Head; warnings: string[] }) {
  const { meant, limits } = uses[head];
  return (
    <Band question="What is it for, and what not?">
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-2">
        <List title="Meant for" lines={meant} />
        <List title="Limits" lines={limits} />
        {warnings.length > 0 && <List title="Said when it was trained" lines={warnings} />}
      </div>
    </Band>
  );
}

const List = ({ title, lines }: { title: string; lines: string[] }) => (
  <div>
    <h3 className="mb-2 font-medium">{title}</h3>
    <ul className="list-disc space-y-1.5 pl-5 text-pretty">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
);
