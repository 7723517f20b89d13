import { matrixOf, rowOf } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";
import {
  alongOf,
  asQuery,
  deviationsOf,
  type GarmentSpace,
  garmentSpace,
  mostDeviations,
  squaredLength,
} from "@/ml/similarity/garment-space";
import type { Near, NeighbourQuery } from "@/ml/similarity/neighbour-index";
import { type LiveEncoder, liveEncoder, productEmbeddings } from "../../../catalogue/data";
import { inTx } from "../../../db";
import { canCatchUp } from "../rules";
import { embeddedIds, forgetOldChanges, readFacts, readNews } from "../sql";
import type { NeighbourStore, Neighbours } from "../store";
import {
  countItems,
  forgetVectors,
  lockVectors,
  pageOfVectors,
  putItems,
  readState,
  removeItems,
  searchItems,
  setInverses,
  type VectorState,
  vectorsOfModels,
  writeState,
} from "./sql";

const productsPerRead = 1_000;
const searchesAtOnce = 2;
const notedEveryMs = 3_600_000;
/** Filling it anew reads the whole catalogue. */
const longestFillMs = 2 * 3_600_000;

/** Neighbours by the server's pgvector: every process of every machine asks one table, which whoever comes first brings up
 *  to date from the same notes of changes as an index in memory. */
export async function openVectors(now: () => number = Date.now): Promise<Neighbours> {
  let current: { encoder: LiveEncoder; index: NeighbourStore } | null = null;
  let seen = new Set<number>();

  const serve = async (encoder: LiveEncoder, state: VectorState): Promise<void> => {
    current = { encoder, index: storeOf(encoder.id, spaceOf(state.space), await countItems(encoder.id)) };
  };

  const fill = async (encoder: LiveEncoder): Promise<void> => {
    await forgetVectors(encoder.id, "own");
    await writeState(encoder.id, null, null);
    const { position } = await readNews(null);
    const ids = await embeddedIds(encoder.id);
    for (let at = 0; at < ids.length; at += productsPerRead)
      await refresh(encoder, null, ids.slice(at, at + productsPerRead));
    const space = await learnSpace(encoder);
    await writeState(encoder.id, position, space && plain(space));
    seen = new Set();
  };

  const bringIn = async (encoder: LiveEncoder, state: VectorState & { position: string }): Promise<number> => {
    const news = await readNews(state.position);
    const ids = [...new Set(news.changes.filter(([change]) => !seen.has(change)).map(([, id]) => id))];
    for (let at = 0; at < ids.length; at += productsPerRead)
      await refresh(encoder, spaceOf(state.space), ids.slice(at, at + productsPerRead));
    seen = new Set(news.changes.map(([change]) => change));
    // Where nothing has come there is nothing to move on from, and a row that is written every second is a burden.
    if (news.changes.length > 0 || now() - state.at.getTime() > notedEveryMs)
      await writeState(encoder.id, news.position, state.space);
    return ids.length;
  };

  const follow = async (): Promise<number> => {
    const encoder = await liveEncoder();
    if (!encoder) {
      current = null;
      return 0;
    }
    const changed = await inTx(
      async (tx) => {
        if (!(await lockVectors(tx))) return 0;
        const state = await readState(encoder.id);
        const kept = state?.position && { encoderId: encoder.id, position: state.position, at: state.at.getTime() };
        const { position } = await readNews(null);
        if (kept && canCatchUp(kept, { encoderId: encoder.id, position, at: now() }))
          return bringIn(encoder, { ...state, position: kept.position });
        await fill(encoder);
        return countItems(encoder.id);
      },
      { timeoutMs: longestFillMs },
    );
    const state = await readState(encoder.id);
    const isNew = current?.encoder.id !== encoder.id;
    // Where another process fills it, the earlier encoder's answers until that is done.
    if (state?.position && (isNew || changed > 0)) await serve(encoder, state);
    if (state?.position && isNew) await forgetVectors(encoder.id, "others");
    return changed;
  };

  await follow();
  return { current: () => current, follow, keep: forgetOldChanges };
}

function storeOf(encoderId: string, space: GarmentSpace | null, size: number): NeighbourStore {
  return {
    size,
    hasGarmentSpace: space !== null,
    has: () => false,
    vectorOf: () => null,
    async search(queries) {
      const found: Near[][] = [];
      // Each looks at the whole table: many at once would leave the database to nobody else.
      for (let from = 0; from < queries.length; from += searchesAtOnce) {
        const some = queries.slice(from, from + searchesAtOnce);
        found.push(...(await Promise.all(some.map((query) => searchItems(encoderId, query, codesOf(space, query))))));
      }
      return found;
    },
  };
}

const codesOf = (space: GarmentSpace | null, { space: wanted, vector }: NeighbourQuery): Float32Array | null =>
  space && wanted === "sameGarment" ? asQuery(space, vector) : null;

/** Looks at these products anew: what is on sale with an embedded photo is put in, the rest taken out. */
async function refresh({ id: encoderId }: LiveEncoder, space: GarmentSpace | null, ids: string[]): Promise<void> {
  const facts = await readFacts(ids);
  const { matrix } = await productEmbeddings(
    encoderId,
    facts.map(({ id }) => id),
  );
  const items = facts.flatMap((item, i) => {
    const vector = rowOf(matrix, i);
    return vector.every((value) => value === 0) ? [] : [{ ...item, vector, inverse: inverseOf(space, vector) }];
  });
  const kept = new Set(items.map(({ id }) => id));
  await putItems(encoderId, items);
  await removeItems(
    encoderId,
    ids.filter((id) => !kept.has(id)),
  );
}

const inverseOf = (space: GarmentSpace | null, vector: Float32Array): number =>
  space ? 1 / Math.sqrt(squaredLength(space, alongOf(space, vector))) : 1;

/** Learns the garment space from what was filled in, and writes each item's length in it. */
async function learnSpace({ id, dimension }: LiveEncoder): Promise<GarmentSpace | null> {
  const models = new Map<string, Float32Array[]>();
  for (const { group, vector } of await vectorsOfModels(id, mostDeviations))
    models.set(group, [...(models.get(group) ?? []), Float32Array.from(vector)]);
  const deviations = deviationsOf(
    [...models.values()].filter((vectors) => vectors.length > 1),
    dimension,
  );
  const space = deviations && garmentSpace(deviations, rngOf(1));
  for (let after = ""; space; ) {
    const page = await pageOfVectors(id, after, productsPerRead);
    await setInverses(
      id,
      page.map((one) => one.id),
      page.map(({ vector }) => inverseOf(space, Float32Array.from(vector))),
    );
    if (page.length < productsPerRead) break;
    after = page.at(-1)!.id;
  }
  return space;
}

const plain = ({ directions, taken }: GarmentSpace): VectorState["space"] => ({
  directions: Array.from({ length: directions.rows }, (_, k) => [...rowOf(directions, k)]),
  taken: [...taken],
});

function spaceOf(kept: VectorState["space"]): GarmentSpace | null {
  if (!kept) return null;
  const { directions, taken } = kept;
  const data = Float32Array.from(directions.flat());
  return {
    directions: matrixOf(directions.length, directions[0]?.length ?? 0, data),
    taken: Float32Array.from(taken),
  };
}
