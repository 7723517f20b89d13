import type { Catalogue, CategoryDataset, CompatibilityDataset } from "./dataset";

function expectLength(name: string, actual: number, expected: number): void {
  if (actual !== expected) throw new RangeError(`${name} holds ${actual} numbers, ${expected} were expected`);
}

function expectWithin(name: string, values: Int32Array, lowest: number, limit: number): void {
  for (const value of values) {
    if (value < lowest || value >= limit)
      throw new RangeError(`${name} holds ${value}, outside ${lowest}..${limit - 1}`);
  }
}

function checkCatalogue(d: Catalogue): number {
  const n = d.productIds.length;
  expectLength("embedding", d.embedding.data.length, n * d.encoder.dimension);
  expectLength("attributes", d.attributes.length, n * d.columns.length);
  expectLength("group", d.group.length, n);
  expectLength("holdout", d.holdout.length, n);
  for (let at = 0; at < d.attributes.length; at++) {
    const column = d.columns[at % d.columns.length];
    const code = d.attributes[at];
    if (code < 0 || code >= column.values.length) {
      throw new RangeError(
        `attribute ${column.name} holds code ${code}, the column has ${column.values.length} values`,
      );
    }
  }
  return n;
}

/** Throws RangeError (with lengths) when the arrays of a compatibility dataset do not agree with each other. */
export function checkCompatibility(d: CompatibilityDataset): void {
  const n = checkCatalogue(d);
  expectLength("family", d.family.length, n);
  expectLength("season", d.season.length, n);
  expectLength("positiveWeight", d.positiveWeight.length, d.positives.length / 2);
  expectLength("outfit", d.outfit.length, d.positives.length / 2);
  expectLength("judgedY", d.judgedY.length, d.judged.length / 2);
  expectLength("judgedWeight", d.judgedWeight.length, d.judged.length / 2);
  expectLength("holdoutJudgedY", d.holdoutJudgedY.length, d.holdoutJudged.length / 2);
  expectWithin("positives", d.positives, 0, n);
  expectWithin("judged", d.judged, 0, n);
  expectWithin("holdoutJudged", d.holdoutJudged, 0, n);
  expectWithin("queued", d.queued ?? new Int32Array(0), 0, n);
}

/** Throws RangeError (with lengths) when the arrays of a category dataset do not agree with each other. */
export function checkCategory(d: CategoryDataset): void {
  const n = checkCatalogue(d);
  expectLength("label", d.label.length, n);
  expectLength("confirmed", d.confirmed.length, n);
  expectWithin("label", d.label, -1, Math.max(1, d.classes.length));
}
