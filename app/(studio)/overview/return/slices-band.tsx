import { count, decimal } from "@/app/_ui/figures";
import { Table } from "@/app/_ui/table";
import type { Return, SliceWorth } from "@/lib/insights/return/schema";
import { Band } from "../band";
import { Download } from "../download";
import { shareCell } from "../figure-words";

const names: Record<SliceWorth["slice"], string> = { ranked: "Chosen", uniform: "Drawn at random" };
const tells: Record<SliceWorth["head"], string> = {
  compatibility: "Pairs: answered otherwise than the network expected",
  category: "Flags: an error was found",
};

/** What an answer tells that the queue chose, beside one that chance chose. */
export function SlicesBand({ slices }: Pick<Return, "slices">) {
  return (
    <Band question="Is it worth choosing what to ask?">
      {slices.length === 0 ? (
        <p className="text-ink-soft">
          No answer has met an estimate yet. After the first ranking by a version they do.
        </p>
      ) : (
        <>
          <p className="mb-4 max-w-prose text-small text-ink-soft">
            An answer that was expected teaches little. Chosen tasks should surprise the network, and find errors, more
            often than tasks drawn at random; where they do not, the queue does no better than chance.
          </p>
          <Table
            caption="What answers told, chosen and drawn at random"
            keyOf={({ head, slice }) => `${head} ${slice}`}
            rows={slices}
            columns={[
              { title: "What was counted", cell: ({ head }) => tells[head] },
              { title: "Tasks", cell: ({ slice }) => names[slice] },
              { title: "Share", cell: ({ telling }) => shareCell(telling, 1), isNumber: true },
              {
                title: "Bits an answer",
                cell: ({ bits }) =>
                  bits ? `${decimal(bits.value)} (${decimal(bits.lower)} to ${decimal(bits.upper)})` : "",
                isNumber: true,
              },
              { title: "Answers", cell: ({ telling }) => count(telling.n), isNumber: true },
            ]}
          />
          <Download href="/api/overview/return?table=slices" of="What answers told" />
        </>
      )}
    </Band>
  );
}
