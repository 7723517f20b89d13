import type { Command } from "commander";
import { liveEncoder } from "@/lib/catalogue/data";
import { type EmbedReport, type EncoderSource, embedCatalogue } from "@/lib/catalogue/embed-catalogue";
import { sentenceOf } from "@/lib/http/failures";
import { asSystem } from "@/lib/users/allow";
import { givenPath } from "../instance/given-path";
import { progressBar } from "../instance/progress-bar";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("embed")
    .description("Embeds the photos that the encoder has not seen, and makes it the one that Toile works with.")
    .option("--encoder <source>", "builtin or dir:PATH.onnx; the live one, else builtin, by default")
    .option("--json", "print JSON")
    .action(embed);
}

async function embed({ encoder, json }: { encoder?: string; json?: boolean }): Promise<void> {
  const source = await sourceOf(encoder);
  const bar = progressBar("Photos");
  const result = await embedCatalogue(
    asSystem("commandLine", "toile embed"),
    { source },
    { onProgress: ({ done, total }) => bar.show(done, Math.max(total, done), `${done} of ${total}`) },
  ).finally(() => bar.stop());
  if (!result.ok) throw new Refusal(result.detail ?? sentenceOf[result.code]);
  if (json) console.log(JSON.stringify(result.value));
  else await tell(result.value);
}

async function sourceOf(given: string | undefined): Promise<EncoderSource> {
  const source = given ?? (await liveEncoder())?.source ?? "builtin";
  if (source === "builtin") return source;
  if (!source.startsWith("dir:") || source.length === 4) {
    throw new Refusal(`"${source}" names no encoder. Give builtin or dir:PATH.onnx.`);
  }
  return `dir:${givenPath(source.slice(4))}`;
}

async function tell({ embedded, skipped, broken, seconds }: EmbedReport): Promise<void> {
  const live = await liveEncoder();
  const pace = embedded > 0 ? ` in ${seconds.toFixed(1)} s, ${(embedded / seconds).toFixed(0)} a second` : "";
  console.log(`${embedded} photos embedded${pace}; ${skipped} were embedded before.`);
  if (broken > 0) console.log(`${broken} photos could not be decoded and are marked.`);
  console.log(`Toile works with ${live?.name} ${live?.version}, ${live?.dimension} numbers a photo.`);
}
