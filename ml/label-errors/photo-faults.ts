import type { CategoryDataset } from "@/ml/datasets/dataset";
import { presentRows, rowOf } from "@/ml/runtime/matrix";
import { type PhotoFault, surestFirst } from "./catalogue-flag";
import { isSamePhoto, logDistance, type NearestOthers, robustSpread } from "./nearest-other";

/** One photo at this many garment models is a placeholder or a mistake of the import. */
const SHARED_FROM = 3;

/** Deviations above the usual distance to the nearest look-alike from which a photo resembles nothing in the catalogue. */
const TOO_FAR = 4;
const FEWEST = 20;

/** A photo of which more than this share of the look-alikes are in its category is odd, but in its place. */
const AGREEING = 0.2;

/** Products whose photo is missing, unreadable (numbers that are not finite), shared by three garment models or more, or
 *  out of place: like nothing else in the catalogue, and hardly one of its look-alikes is of its category. nearest: of all
 *  products (see nearestOthers). */
export function photoFaults(dataset: CategoryDataset, nearest: NearestOthers): PhotoFault[] {
  return surestFirst([...absent(dataset), ...shared(dataset, nearest), ...outOfPlace(dataset, nearest)]);
}

function absent({ embedding }: CategoryDataset): PhotoFault[] {
  const present = presentRows(embedding);
  const without = Array.from(present, (_, i) => i).filter((i) => present[i] === 0);
  return without.map((product) => {
    const isUnreadable = rowOf(embedding, product).some((value) => !Number.isFinite(value));
    return {
      kind: "photo-fault",
      fault: isUnreadable ? "unreadable" : "missing",
      product,
      score: 1,
      others: [],
      reasons: [isUnreadable ? "The photo gave numbers that mean nothing." : "There is no photo that could be read."],
    };
  });
}

/** Products of a photo by content, found through the nearest of other models. */
function shared({ group }: CategoryDataset, { products, k, index, cosine }: NearestOthers): PhotoFault[] {
  const flags: PhotoFault[] = [];
  products.forEach((product, r) => {
    const others: number[] = [];
    for (let q = r * k; q < (r + 1) * k; q++) if (index[q] >= 0 && isSamePhoto(cosine[q])) others.push(index[q]);
    const models = new Set(others.map((i) => group[i])).size + 1;
    if (models < SHARED_FROM) return;
    flags.push({
      kind: "photo-fault",
      fault: "shared",
      product,
      score: 1 - 1 / models,
      others,
      reasons: [`The same photo stands at ${models}${others.length === k ? " or more" : ""} garment models.`],
    });
  });
  return flags;
}

function outOfPlace({ label }: CategoryDataset, { products, k, index, cosine }: NearestOthers): PhotoFault[] {
  const first = Array.from(products, (_, r) => r).filter((r) => index[r * k] >= 0);
  if (first.length < FEWEST) return [];
  const { median, deviation } = robustSpread(first.map((r) => logDistance(cosine[r * k])));
  if (!(deviation > 0)) return [];
  const flags: PhotoFault[] = [];
  for (const r of first) {
    const beyond = (logDistance(cosine[r * k]) - median) / deviation;
    const others = Array.from(index.subarray(r * k, (r + 1) * k)).filter((i) => i >= 0);
    const own = label[products[r]];
    const alike = others.filter((i) => label[i] === own).length;
    if (beyond < TOO_FAR || (own >= 0 && alike > AGREEING * others.length)) continue;
    flags.push({
      kind: "photo-fault",
      fault: "out-of-place",
      product: products[r],
      score: 1 - TOO_FAR / (2 * beyond),
      others,
      reasons: [
        `Its nearest look-alike is only ${Math.max(0, 100 * cosine[r * k]).toFixed(0)} % alike, and ${alike} of ${others.length} are in its category.`,
      ],
    });
  }
  return flags;
}
