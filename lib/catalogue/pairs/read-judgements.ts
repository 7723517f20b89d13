import { z } from "zod";
import type { CsvRow } from "../import/read-csv";
import { readJson } from "../import/read-jsonl";
import { pairColumns } from "./gather";

const Fields = z.record(z.string(), z.unknown());

/** A task of Label Studio's JSON export: its data, and annotations whose result holds a choice or a rating. */
const LabelStudioTask = z.looseObject({
  data: Fields,
  annotations: z.array(
    z.looseObject({
      was_cancelled: z.boolean().default(false),
      result: z.array(
        z.looseObject({
          value: z.looseObject({ choices: z.array(z.string()).optional(), rating: z.number().optional() }),
        }),
      ),
    }),
  ),
});

/** A record of Argilla: its fields and metadata, and responses either by question or by person. */
const ArgillaRecord = z.looseObject({
  fields: Fields,
  metadata: Fields.nullish(),
  responses: z.union([
    z.record(z.string(), z.array(z.looseObject({ value: z.unknown(), status: z.string().nullish() }))),
    z.array(
      z.looseObject({
        values: z.record(z.string(), z.looseObject({ value: z.unknown() })).nullish(),
        status: z.string().nullish(),
      }),
    ),
  ]),
});

/** Reads an export of Label Studio or Argilla, or a plain list of objects with the columns by name, as a table of answers:
 *  a, b, verdict; one row an answer. line: the task's place in the export. */
export async function* readJudgements(path: string): AsyncGenerator<CsvRow> {
  const json = await readJson(path);
  const list = Array.isArray(json) ? json : (Fields.safeParse(json).data?.records ?? []);
  yield { line: 1, cells: ["a", "b", "verdict"], isUtf8: true };
  if (!Array.isArray(list) || list.length === 0)
    return yield { line: 1, cells: ["", "", ""], isUtf8: true, fault: "The file is no list of tasks or records." };
  for (const [place, entry] of list.entries()) yield* rowsOf(entry, place + 1);
}

function* rowsOf(entry: unknown, line: number): Generator<CsvRow> {
  const answered = answersOf(entry);
  if (!answered) {
    const fault = "The entry is no task of Label Studio, no record of Argilla and no pair.";
    return yield { line, cells: ["", "", ""], isUtf8: true, fault };
  }
  const { fields, verdicts } = answered;
  const [a, b] = [pick(fields, pairColumns.a), pick(fields, pairColumns.b)];
  if (a === null || b === null) {
    const fault = `The entry names no two products: it has ${Object.keys(fields).slice(0, 8).join(", ")}. Call them a and b.`;
    return yield { line, cells: ["", "", ""], isUtf8: true, fault };
  }
  for (const verdict of verdicts) yield { line, cells: [a, b, verdict], isUtf8: true };
}

function answersOf(entry: unknown): { fields: Record<string, unknown>; verdicts: string[] } | null {
  const task = LabelStudioTask.safeParse(entry);
  if (task.success) {
    const kept = task.data.annotations.filter((one) => !one.was_cancelled);
    const verdicts = kept.map(({ result }) => {
      const values = result.map(
        ({ value }) => value.choices?.[0] ?? (value.rating === undefined ? undefined : String(value.rating)),
      );
      return values.find((value) => value !== undefined) ?? "";
    });
    return { fields: task.data.data, verdicts };
  }
  const record = ArgillaRecord.safeParse(entry);
  if (record.success) {
    const { fields, metadata, responses } = record.data;
    const given = Array.isArray(responses)
      ? responses.filter(isSubmitted).map(({ values }) => Object.values(values ?? {})[0]?.value)
      : (Object.values(responses)[0] ?? []).filter(isSubmitted).map(({ value }) => value);
    return { fields: { ...metadata, ...fields }, verdicts: given.map(String) };
  }
  const plain = Fields.safeParse(entry);
  const verdict = plain.success ? pick(plain.data, ["verdict", "fits", "label", "choice"]) : null;
  return plain.success && verdict !== null ? { fields: plain.data, verdicts: [verdict] } : null;
}

const isSubmitted = ({ status }: { status?: string | null }) => !status || status === "submitted";

function pick(fields: Record<string, unknown>, names: string[]): string | null {
  const value = names.map((name) => fields[name]).find((one) => one !== undefined && one !== null);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value).trim()
    : null;
}
