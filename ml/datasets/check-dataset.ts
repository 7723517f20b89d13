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
  checkMoreValues(d, n);
  return n;
}

function checkMoreValues({ moreValues = new Int32Array(0), columns }: Catalogue, n: number): void {
  if (moreValues.length % 3 !== 0)
    throw new RangeError(`moreValues holds ${moreValues.length} numbers, rows of 3 were expected`);
  for (let e = 0; e < moreValues.length; e += 3) {
    const [product, a, code] = moreValues.subarray(e, e + 3);
    expectWithin("moreValues", Int32Array.of(product), 0, n);
    expectWithin("moreValues", Int32Array.of(a), 0, columns.length);
    expectWithin(`moreValues of ${columns[a].name}`, Int32Array.of(code), 0, columns[a].values.length);
  }
}

/** What a compatibility dataset may go without. */
function checkOptional({ description, views, sources, positiveSource, ...d }: CompatibilityDataset, n: number): void {
  if (description) expectLength("description", description.data.length, n * description.columns);
  if (views) {
    expectWithin("views.product", views.product, 0, n);
    expectLength("views.embedding", views.embedding.data.length, views.product.length * d.encoder.dimension);
  }
  if (Boolean(sources) !== Boolean(positiveSource))
    throw new RangeError("sources and positiveSource belong together, one of them is missing");
  if (sources && positiveSource) {
    expectLength("positiveSource", positiveSource.length, d.positives.length / 2);
    expectWithin("positiveSource", positiveSource, 0, sources.length);
  }
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
  checkOptional(d, n);
}

/** Throws RangeError (with lengths) when the arrays of a category dataset do not agree with each other. */
export function checkCategory(d: CategoryDataset): void {
  const n = checkCatalogue(d);
  expectLength("label", d.label.length, n);
  expectLength("confirmed", d.confirmed.length, n);
  expectWithin("label", d.label, -1, Math.max(1, d.classes.length));
}
