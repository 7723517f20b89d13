import { readFileSync } from "node:fs";
import {
  type CategoryDataset,
  type CompatibilityDataset,
  decodeCategoryDataset,
  decodeCompatibilityDataset,
} from "@/ml/datasets/dataset";
import type { SiameseConfig } from "@/ml/siamese/config";

export type AcquisitionOptions = {
  parts: Set<string>;
  seeds: number[];
  stops: number[];
  /** Only arms whose name holds one of these; all when empty. */
  arms: string[];
  config: Partial<SiameseConfig>;
  demo?: CompatibilityDataset;
  outfits?: CompatibilityDataset;
  catalogue?: CategoryDataset;
};

/** A network that trains in two seconds; enough for orders to differ by what they ask. */
const SMALL: Partial<SiameseConfig> = {
  members: 3,
  components: 32,
  attributeWidth: 8,
  fusionWidth: 64,
  legWidth: 32,
  headWidth: 48,
  batch: 512,
  epochs: 10,
  fewestSteps: 100,
  dropout: 0.1,
  validationShare: 0.08,
  learningRate: 1e-2,
};
const SEEDS = { small: 5, full: 10 };
const STOPS = { small: [250, 500, 1_000, 1_500, 3_000], full: [100, 250, 500, 1_000, 1_500, 2_000, 3_000] };
const PARTS = ["pairs", "online", "outfits", "catalogue"];

/** Reads what was given after the bench's name: parts ("pairs", "online", "outfits", "catalogue"; all when none is named), --full,
 *  --seeds=N, --from=SEED (fresh seeds for what was chosen on others), --stops=N,N (answers at each training), --arms=TEXT,TEXT, and frozen datasets: --demo=FILE (the demo's embeddings), --outfits=FILE (a real
 *  catalogue's outfits; that part is left out without it), --categories=FILE. Throws Error on a word that means nothing. */
export function acquisitionOptions(args: string[]): AcquisitionOptions {
  const parts = args.filter((word) => !word.startsWith("--"));
  const flags = new Map(
    args
      .filter((word) => word.startsWith("--"))
      .map((word) => {
        const [name, value = ""] = word.slice(2).split("=");
        return [name, value] as const;
      }),
  );
  const unknown = [
    ...parts.filter((part) => !PARTS.includes(part)),
    ...[...flags.keys()].filter(
      (flag) => !["full", "seeds", "from", "stops", "arms", "demo", "outfits", "categories"].includes(flag),
    ),
  ];
  if (unknown.length > 0) throw new Error(`acquisition does not know ${unknown.join(", ")}.`);
  const size = flags.has("full") ? "full" : "small";
  const count = Number(flags.get("seeds") ?? SEEDS[size]);
  const from = Number(flags.get("from") ?? 1);
  const read = <T>(flag: string, decode: (bytes: Uint8Array) => T) =>
    flags.has(flag) ? decode(readFileSync(flags.get(flag) as string)) : undefined;
  return {
    parts: new Set(parts.length > 0 ? parts : PARTS),
    seeds: Array.from({ length: count }, (_, i) => from + i),
    stops: flags.get("stops")?.split(",").map(Number) ?? STOPS[size],
    arms: flags.get("arms")?.split(",") ?? [],
    config: size === "full" ? {} : SMALL,
    demo: read("demo", decodeCompatibilityDataset),
    outfits: read("outfits", decodeCompatibilityDataset),
    catalogue: read("categories", decodeCategoryDataset),
  };
}
