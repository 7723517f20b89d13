import type { Command } from "commander";
import { liveEncoder } from "@/lib/catalogue/data";
import { type EmbedReport, embedCatalogue } from "@/lib/catalogue/embed-catalogue";
import { sentenceOf } from "@/lib/http/failures";
import { asSystem } from "@/lib/users/allow";
import type { DownloadProgress } from "@/ml/encoders/hub/model-files";
import { asSource, type EncoderSource, SOURCE_HELP } from "@/ml/encoders/source";
import { givenPath } from "../instance/given-path";
import { progressBar } from "../instance/progress-bar";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("embed")
    .description("Embeds the photos that the encoder has not seen, and makes it the one that Toile works with.")
    .option("--encoder <source>", `${SOURCE_HELP}; the live one, else builtin, by default`)
    .option("--hold", "only embed: Toile goes on with the encoder that it works with now (see encoders)")
    .option("--json", "print JSON")
    .action(embed);
}

type Wish = { encoder?: string; hold?: boolean; json?: boolean };

async function embed({ encoder, hold = false, json }: Wish): Promise<void> {
  const source = await sourceOf(encoder);
  const bar = progressBar("Photos");
  const result = await embedCatalogue(
    asSystem("commandLine", "toile embed"),
    { source, isHeldBack: hold },
    {
      onProgress: ({ done, total }) => bar.show(done, Math.max(total, done), `${done} of ${total}`),
      onDownload: ({ file, done, total }) => bar.show(done, total ?? done, loaded({ file, done, total })),
    },
  ).finally(() => bar.stop());
  if (!result.ok) throw new Refusal(result.detail ?? sentenceOf[result.code]);
  if (json) console.log(JSON.stringify(result.value));
  else await tell(result.value);
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
const loaded = ({ file, done, total }: DownloadProgress) =>
  `${file}: ${megabytes(done)}${total === undefined ? "" : ` of ${megabytes(total)}`} MB`;

async function sourceOf(given: string | undefined): Promise<EncoderSource> {
  const named = given ?? (await liveEncoder())?.source ?? "builtin";
  const source = asSource(named);
  if (!source) throw new Refusal(`"${named}" names no encoder. Give ${SOURCE_HELP}.`);
  return source.startsWith("dir:") ? `dir:${givenPath(source.slice(4))}` : source;
}

async function tell({ embedded, skipped, broken, seconds }: EmbedReport): Promise<void> {
  const live = await liveEncoder();
  const pace = embedded > 0 ? ` in ${seconds.toFixed(1)} s, ${(embedded / seconds).toFixed(0)} a second` : "";
  console.log(`${embedded} photos embedded${pace}; ${skipped} were embedded before.`);
  if (broken > 0) console.log(`${broken} photos could not be decoded and are marked.`);
  console.log(`Toile works with ${live?.name} ${live?.version}, ${live?.dimension} numbers a photo.`);
}
