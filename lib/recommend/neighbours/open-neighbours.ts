import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { rowOf } from "@/ml/runtime/matrix";
import { readIndex, writeIndex } from "@/ml/similarity/index-file";
import { NeighbourIndex } from "@/ml/similarity/neighbour-index";
import type { LiveEncoder } from "../../catalogue/data";
import { liveEncoder, productEmbeddings } from "../../catalogue/data";
import { env } from "../../env";
import { canCatchUp, type Kept } from "./rules";
import { embeddedIds, forgetOldChanges, readFacts, readNews } from "./sql";
import type { Neighbours } from "./store";

const productsPerRead = 1_000;
const Noted = z.object({ encoderId: z.string(), position: z.string(), at: z.number() }) satisfies z.ZodType<Kept>;
const fileName = "neighbours.index";

/** Opens it from its file with what has changed since, or from the database. One follow() or keep() at a time. */
export async function openNeighbours(now: () => number = Date.now): Promise<Neighbours> {
  let current: { encoder: LiveEncoder; index: NeighbourIndex } | null = null;
  let position = "0";
  let seen = new Set<number>();
  let changedSinceKept = 0;
  const path = join(env().TOILE_HOME, "cache", fileName);

  const build = async (encoder: LiveEncoder): Promise<void> => {
    const { position: from } = await readNews(null);
    const index = new NeighbourIndex(encoder.dimension);
    const ids = await embeddedIds(encoder.id);
    index.reserve(ids.length);
    for (let at = 0; at < ids.length; at += productsPerRead)
      await refresh({ encoder, index }, ids.slice(at, at + productsPerRead));
    index.learnGarmentSpace();
    current = { encoder, index };
    [position, seen] = [from, new Set()];
    changedSinceKept = ids.length;
  };

  const reopen = async (encoder: LiveEncoder): Promise<boolean> => {
    const kept = await readIndex(path);
    const noted = Noted.safeParse(kept?.about);
    if (!kept || !noted.success || kept.index.dimension !== encoder.dimension) return false;
    const { position: here } = await readNews(null);
    if (!canCatchUp(noted.data, { encoderId: encoder.id, position: here, at: now() })) return false;
    current = { encoder, index: kept.index };
    position = noted.data.position;
    return true;
  };

  const follow = async (): Promise<number> => {
    const news = await readNews(position);
    if (news.encoderId !== (current?.encoder.id ?? null)) {
      const encoder = await liveEncoder();
      if (!encoder) {
        current = null;
        return 0;
      }
      await build(encoder);
      return current!.index.size;
    }
    if (!current) return 0;
    const ids = [...new Set(news.changes.filter(([change]) => !seen.has(change)).map(([, id]) => id))];
    for (let at = 0; at < ids.length; at += productsPerRead)
      await refresh(current, ids.slice(at, at + productsPerRead));
    [position, seen] = [news.position, new Set(news.changes.map(([change]) => change))];
    changedSinceKept += ids.length;
    return ids.length;
  };

  const encoder = await liveEncoder();
  if (encoder && !(await reopen(encoder))) await build(encoder);
  await follow();
  return {
    current: () => current,
    follow,
    keep: async () => {
      if (!current || changedSinceKept === 0) return;
      await forgetOldChanges();
      await mkdir(join(env().TOILE_HOME, "cache"), { recursive: true });
      const about: Kept = { encoderId: current.encoder.id, position, at: now() };
      await writeIndex(current.index, about, path);
      changedSinceKept = 0;
    },
  };
}

/** Looks at these products anew: what is on sale with an embedded photo is put in, the rest taken out. */
async function refresh({ encoder, index }: { encoder: LiveEncoder; index: NeighbourIndex }, ids: string[]) {
  const facts = await readFacts(ids);
  const { matrix } = await productEmbeddings(
    encoder.id,
    facts.map(({ id }) => id),
  );
  const gone = new Set(ids);
  facts.forEach(({ id, group, terms, price }, i) => {
    const vector = rowOf(matrix, i);
    if (vector.every((value) => value === 0)) return;
    index.put({ id, vector, group, terms, price });
    gone.delete(id);
  });
  for (const id of gone) index.remove(id);
}
