import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Bench } from "@/bin/instance/bench-types";
import { Refusal } from "@/bin/instance/refusal";
import { DEFAULT_FINE_TUNING, type FineTuningConfig } from "@/ml/category/fine-tuning/config";
import { type FrozenVectors, frozenVectors } from "@/ml/category/fine-tuning/tune-block";
import { type Activations, cacheActivations } from "@/ml/encoders/last-block/activations";
import { bytesOf, fittingPlan, rowsPerPhoto } from "@/ml/encoders/last-block/activations-plan";
import { embedTail } from "@/ml/encoders/last-block/embed-tail";
import { type SplitGraph, splitGraph } from "@/ml/encoders/last-block/split";
import { asWritten } from "@/ml/encoders/last-block/tail";
import { type Graph, openSession } from "@/ml/encoders/onnx";
import { readSource } from "@/ml/encoders/open";
import { chooseBackend, type TensorFlow } from "@/ml/runtime/backend";
import type { Matrix } from "@/ml/runtime/matrix";
import { type Answer, figuresOf, meanOf } from "./fine-tune/figures";
import { linearProbe } from "./fine-tune/linear-probe";
import { measure } from "./fine-tune/measure";
import { type ClothingPhotos, clothingPhotos } from "./fine-tune/photos";
import { frozenControl, tunedBlock } from "./fine-tune/tuned-block";

/* npm run bench -- fine-tune FOLDER [SOURCE [WORK [CONFIG]]]
   Fine-tunes an encoder's last block on clothing photos and asks for those of other senders: five folds, then the fixed test
   part. The same category network is trained on the frozen and on the tuned vectors of the photos taught. FOLDER holds
   images.csv and images/; SOURCE is builtin (the default) or dir:PATH.onnx; WORK keeps activations and finished folds, so
   that a stopped bench goes on (one configuration a folder); CONFIG is JSON over the default configuration. */

const seed = 1;

const bench: Bench = {
  name: "fine-tune",
  async run({ say, args: [folder, source = "builtin", kept, changes = "{}"] }) {
    if (!folder || !existsSync(join(folder, "images.csv"))) throw new Refusal("Give the photos: fine-tune FOLDER");
    const work = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), "toile-fine-tune-"));
    mkdirSync(work, { recursive: true });
    const config: FineTuningConfig = { ...DEFAULT_FINE_TUNING, ...JSON.parse(changes) };
    try {
      const { tf, name } = await chooseBackend();
      const photos = clothingPhotos(folder);
      const graph = await readSource(source);
      // The photos have rooms for their ground: the garment view would be the whole photo once more.
      graph.preprocessing = { ...graph.preprocessing, views: ["whole"] };
      const open = (weights: Uint8Array) => openSession({ where: graph.where, weights }, {});
      const split = await splitGraph(graph, open);
      say(`${photos.files.length} photos of ${photos.classes.length} categories, ${graph.name}, backend ${name}`);
      const activations = await prepare(graph, split, photos, config, work, say);
      const answers = await askAll(tf, { split, activations, photos, config, work }, `${graph.name}-${name}`, say);
      await activations.file.close();
      return figuresOf(answers, photos);
    } finally {
      if (!kept) rmSync(work, { recursive: true });
    }
  },
};
export default bench;

async function prepare(
  graph: Graph,
  split: SplitGraph,
  { files }: ClothingPhotos,
  { drawnViews }: FineTuningConfig,
  folder: string,
  say: (line: string) => void,
): Promise<Activations> {
  const { height, width, channels } = split.shape;
  const numbers = height * width * channels;
  const plan = fittingPlan({ photos: files.length, views: 1, drawn: drawnViews, numbers });
  say(`cut at ${split.cut}, ${height} × ${width} × ${channels}: ${(bytesOf(plan) / 1e6).toFixed(0)} MB of activations`);
  const session = await openSession({ where: graph.where, weights: split.trunk }, {});
  const { preprocessing } = graph;
  const onProgress = (done: number, total: number) => done % 1_000 === 0 && say(`prepared ${done} of ${total}`);
  return cacheActivations({ split, preprocessing, session, files, plan, folder, seed }, { onProgress }).finally(() =>
    session.release(),
  );
}

type Given = {
  split: SplitGraph;
  activations: Activations;
  photos: ClothingPhotos;
  config: FineTuningConfig;
  work: string;
};
/** A question at a time, those that WORK holds answers of already first. */
async function askAll(tf: TensorFlow, given: Given, name: string, say: (line: string) => void): Promise<Answer[]> {
  const { activations, split, photos } = given;
  const { plan } = activations;
  const { tail } = split;
  const fileOf = (question: string, ending: string) =>
    join(given.work, `${name}-${question.replaceAll(" ", "-")}.${ending}`);
  const isDone = photos.questions.every((one) =>
    ["json", "linear", "control"].every((ending) => existsSync(fileOf(one.name, ending))),
  );
  const isTuned = photos.questions.every((one) =>
    ["json", "control"].every((ending) => existsSync(fileOf(one.name, ending))),
  );
  const rows = [...Array(plan.photos * rowsPerPhoto(plan)).keys()];
  // The same for all folds.
  const known: Known = isDone
    ? null
    : {
        embedding: await embedTail(tf, tail, tail.pretrained, activations),
        vectors: isTuned ? undefined : await frozenVectors(tf, { tail, activations }, rows),
      };
  const answers: Answer[] = [];
  for (const question of photos.questions) {
    const answer = await ask(tf, given, { question, known, fileOf: (ending) => fileOf(question.name, ending) });
    const [right, near] = (["right", "near"] as const).map(
      (key) => `${key} ${meanOf(answer.frozen[key]).toFixed(3)} → ${meanOf(answer.tuned[key]).toFixed(3)}`,
    );
    say(
      `${answer.name}: ${right} (control ${meanOf(answer.control).toFixed(3)}), ${near}, ${answer.seconds.toFixed(0)} s`,
    );
    answers.push(answer);
  }
  return answers;
}

/** What the frozen block makes of the photos and of all their views; null where all answers are there. */
type Known = { embedding: Matrix; vectors?: FrozenVectors } | null;
type Asked = { question: ClothingPhotos["questions"][number]; known: Known; fileOf: (ending: string) => string };

async function ask(
  tf: TensorFlow,
  { split, activations, photos, config }: Given,
  { question, known, fileOf }: Asked,
): Promise<Answer> {
  const { tail } = split;
  const { label, classes } = photos;
  const { name, taught, asked } = question;
  const work = { tail, activations, label, classes: classes.length, taught, config, seed, frozen: known?.vectors };
  const compare = async () => {
    const { block, seconds } = await tunedBlock(tf, work, fileOf("block"));
    const before = known?.embedding ?? (await embedTail(tf, tail, tail.pretrained, activations));
    const after = await embedTail(tf, tail, asWritten(tail, block), activations);
    const [frozen, tuned] = [
      await measure(tf, photos, question, before, seed),
      await measure(tf, photos, question, after, seed),
    ];
    writeFileSync(fileOf("json"), JSON.stringify({ name, seconds, frozen, tuned }));
  };
  const probe = async () => {
    const { block } = await tunedBlock(tf, work, fileOf("block"));
    const before = known?.embedding ?? (await embedTail(tf, tail, tail.pretrained, activations));
    const after = await embedTail(tf, tail, asWritten(tail, block), activations);
    const [frozen, tuned] = [before, after].map((one) => linearProbe(tf, photos, question, one));
    writeFileSync(fileOf("linear"), JSON.stringify({ frozen, tuned }));
  };
  if (!existsSync(fileOf("json"))) await compare();
  if (!existsSync(fileOf("linear"))) await probe();
  const answer: Omit<Answer, "control" | "linear"> = JSON.parse(readFileSync(fileOf("json"), "utf8"));
  const linear: Answer["linear"] = JSON.parse(readFileSync(fileOf("linear"), "utf8"));
  return { ...answer, linear, control: await frozenControl(tf, work, asked, fileOf("control")) };
}
