import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Command } from "commander";
import { parse } from "csv-parse";
import type { PairQuestion } from "@/lib/recommend/schema";
import { scorePairs } from "@/lib/recommend/score-pairs";
import { givenPath } from "../instance/given-path";
import { Refusal } from "../instance/refusal";
import { writeCsv } from "../write-csv";

type Options = { out: string; json?: boolean };

export function register(program: Command): void {
  const score = program.command("score").description("Scores by the networks that serve.");
  score
    .command("pairs <in>")
    .description("Reads a CSV with columns a,b (product ids) and writes a,b,score,uncertainty,model.")
    .requiredOption("--out <file>", "where to write; replaced whole")
    .option("--json", "print what was done as JSON")
    .action(scoreFile);
}

async function scoreFile(input: string, { out, json }: Options): Promise<void> {
  const questions = await readPairs(givenPath(input));
  const result = await scorePairs(questions);
  if (!result.ok) throw new Refusal(`${result.detail} Train one: npm run toile -- train compatibility --wait`);
  const rows = result.value.map(({ a, b, score, uncertainty, model }) => [a, b, score, uncertainty, model]);
  await writeCsv(givenPath(out), ["a", "b", "score", "uncertainty", "model"], rows);
  const unknown = [...new Set(result.value.flatMap((row) => row.unknown))];
  for (const id of unknown.slice(0, 20)) console.error(`There is no product ${id}; its pairs have no score.`);
  if (unknown.length > 20) console.error(`… and ${unknown.length - 20} more unknown products.`);
  const scored = result.value.filter((row) => row.score !== null).length;
  if (json) console.log(JSON.stringify({ pairs: questions.length, scored, unknownProducts: unknown.length, out }));
  else
    console.log(
      `${scored} of ${questions.length} pairs scored by ${result.value[0]?.model ?? "the champion"}, in ${out}.`,
    );
  // Nothing could be scored: a script must notice.
  if (questions.length > 0 && scored === 0) process.exitCode = 1;
}

async function readPairs(file: string): Promise<PairQuestion[]> {
  if (!(await stat(file).catch(() => null))?.isFile()) throw new Refusal(`There is no file at ${file}.`);
  const rows: PairQuestion[] = [];
  const parser = createReadStream(file).pipe(parse({ columns: true, bom: true, trim: true, skip_empty_lines: true }));
  try {
    for await (const row of parser as AsyncIterable<Record<string, string>>) {
      const { a, b } = row;
      if (!a || !b) throw new Refusal(`${file}: row ${rows.length + 2} needs both columns a and b.`);
      rows.push({ a, b });
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${file} is not a CSV with columns a,b: ${(error as Error).message}`);
  }
  return rows;
}
