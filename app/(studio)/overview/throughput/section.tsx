import type { ReactNode } from "react";
import { AsTable } from "../band";
import { Download } from "../download";

type Props = { title: string; chart?: ReactNode; table: ReactNode; file: string; fileName: string };

/** A chart with the table that says the same, and that table as a file. Without a chart the table stands open. */
export function Section({ title, chart, table, file, fileName }: Props) {
  const download = <Download href={file} of={fileName} />;
  return (
    <section className="break-inside-avoid">
      <h2 className="mb-4 border-t border-line pt-4 text-lead font-semibold">{title}</h2>
      {chart ? (
        <>
          {chart}
          <AsTable>
            {table}
            {download}
          </AsTable>
        </>
      ) : (
        <>
          {table}
          {download}
        </>
      )}
    </section>
  );
}
