import type { DuplicateFlag } from "@/lib/flags/schema";
import { Reasons, Section } from "./evidence-parts";
import { differencesOf } from "./product-differences";

/** What differs between the two products in words: their photos stand beside it. */
export function DuplicateEvidence({ flag }: { flag: DuplicateFlag }) {
  const differences = differencesOf(flag.product, flag.other);
  return (
    <div className="space-y-6">
      <Reasons reasons={flag.evidence.reasons} />
      <Section title={differences.length === 0 ? "Nothing in their data differs" : "What differs"}>
        <table className="w-full">
          <thead className="sr-only">
            <tr>
              <th scope="col">What</th>
              <th scope="col">The first</th>
              <th scope="col">The second</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ label, one, other }) => (
              <tr key={label} className="border-t border-line align-top">
                <th scope="row" className="py-1.5 pr-3 text-left text-small font-normal text-ink-soft">
                  {label}
                </th>
                <td className="py-1.5 pr-3">{one}</td>
                <td className="py-1.5">{other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </div>
  );
}
