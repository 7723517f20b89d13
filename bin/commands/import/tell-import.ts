import type { ImportReport, RowRefusal } from "@/lib/catalogue/schema";

/** Refused rows that the terminal lists. */
const shownRefusals = 20;

const count = (n: number) => n.toLocaleString("en-GB");

/** Says what an import did; `what`: what its counts count. */
export function tellImport(report: ImportReport, what: string, seconds: number): void {
  const { rows, added, changed, unchanged, refused, brokenPhotos, refusals, delisted, delivered, contested, notes } =
    report;
  console.log(
    `${count(rows)} rows in ${seconds.toFixed(1)} s: ${count(added)} ${what} added, ${count(changed)} changed, ${count(unchanged)} unchanged.`,
  );
  if (delisted > 0) console.log(`${count(delisted)} products delisted: the feed does not name them any more.`);
  if (delivered > 0) console.log(`${count(delivered)} corrections have arrived at the source.`);
  if (contested > 0)
    console.log(`${count(contested)} corrected values differ from what the source says now: see Review.`);
  if (refused > 0) console.log(`${count(refused)} rows refused; the others are in.`);
  if (brokenPhotos > 0) console.log(`${count(brokenPhotos)} photos could not be used; their products are in.`);
  for (const note of notes) console.log(note);
  if (refusals.length > 0) console.log(`\n${tableOf(refusals.slice(0, shownRefusals))}`);
  if (refusals.length > shownRefusals)
    console.log(`… and ${count(refusals.length - shownRefusals)} more; --json lists them.`);
}

function tableOf(refusals: RowRefusal[]): string {
  const rows = refusals.map(({ line, column, reason }) => [String(line), column ?? "", reason]);
  const cells = [["Line", "Column", "Reason"], ...rows];
  const width = (place: number) => Math.max(...cells.map((row) => row[place]!.length));
  return cells
    .map(([line, column, reason]) => `${line!.padStart(width(0))}  ${column!.padEnd(width(1))}  ${reason}`)
    .join("\n");
}
