import Link from "next/link";
import { Button, buttonLook } from "@/app/_ui/button";
import { Choice, Field } from "@/app/_ui/field";
import { type TrailFilters, trailSubjects } from "@/lib/trail/schema";
import { subjectWords } from "./audit-words";

type Props = { filters: TrailFilters; actors: { id: string; name: string }[] };

/** A plain form: it works before any script has come, and the address says what is shown. */
export function AuditFilters({ filters, actors }: Props) {
  return (
    // The key draws the fields anew when a link changes the filters.
    <search key={JSON.stringify(filters)}>
      <form className="mt-6 flex flex-wrap items-end gap-3">
        <Choice label="Who" name="who" defaultValue={filters.who ?? ""} className="w-44">
          <option value="">Everyone</option>
          {actors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="job">Background jobs</option>
          <option value="commandLine">Command line</option>
        </Choice>
        <Choice label="About" name="what" defaultValue={filters.what ?? ""} className="w-40">
          <option value="">Everything</option>
          {trailSubjects.map((subject) => (
            <option key={subject} value={subject}>
              {subjectWords[subject] ?? subject}
            </option>
          ))}
        </Choice>
        <Field label="Its number" name="of" defaultValue={filters.of ?? ""} className="w-40" />
        <Field label="From" name="from" type="date" defaultValue={filters.from ?? ""} className="w-36" />
        <Field label="To" name="to" type="date" defaultValue={filters.to ?? ""} className="w-36" />
        <Button type="submit" kind="primary">
          Show
        </Button>
        {Object.keys(filters).length > 0 && (
          <Link href="/settings/audit" className={buttonLook("plain")}>
            Take the filters off
          </Link>
        )}
      </form>
    </search>
  );
}
