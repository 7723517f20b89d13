import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb, db } from "@/lib/db";
import { NeighbourDesk } from "@/lib/recommend/neighbours/answer-questions";
import { openNeighbours } from "@/lib/recommend/neighbours/open-neighbours";
import { chooseStore } from "@/lib/recommend/neighbours/pgvector/choose-store";
import { storeCard } from "@/lib/recommend/neighbours/pgvector/data";
import { openChosen } from "@/lib/recommend/neighbours/pgvector/open-chosen";
import { openVectors } from "@/lib/recommend/neighbours/pgvector/open-vectors";
import { readState } from "@/lib/recommend/neighbours/pgvector/sql";
import type { ProductQuestion } from "@/lib/recommend/neighbours/schema";
import type { Neighbours } from "@/lib/recommend/neighbours/store";
import { asSystem } from "@/lib/users/allow";
import { drawNormal, rngOf } from "@/ml/runtime/seed";
import { pgvectorDatabase, pgvectorServer } from "@/tests/support/pgvector-database";
import { makeTinyHouse } from "@/tests/support/tiny-house";

const by = asSystem("commandLine", "test");
const dimension = 32;
type Database = Awaited<ReturnType<typeof pgvectorDatabase>>;

describe.skipIf(!pgvectorServer)(
  "neighbours by pgvector (skipped where TOILE_TEST_PGVECTOR names no Postgres with it)",
  () => {
    let database: Database;
    let ids: string[];
    let memory: Neighbours;
    let vectors: Neighbours;
    beforeAll(async () => {
      await closeDb();
      database = await pgvectorDatabase();
      process.env.DATABASE_URL = database.url;
      ids = (await makeTinyHouse({ products: 240, outfits: 20 })).productIds;
      await liveUnder(1);
      await db()
        .$executeRaw`UPDATE "Product" SET price = 10 + length(id) + ascii(right(id, 1)) % 7, stock = ascii(right(id, 1)) % 3`;
      expect(await chooseStore(by, { store: "pgvector" })).toEqual({ ok: true, value: { store: "pgvector" } });
      memory = await openNeighbours();
      vectors = await openVectors();
    });
    afterAll(async () => {
      await closeDb();
      await database.drop();
    });

    /** Another encoder goes live, with vectors in which the colours of one model differ along few directions. */
    async function liveUnder(seed: number): Promise<void> {
      const rng = rngOf(seed);
      const normal = () => drawNormal(rng);
      const { id: encoderId } = await db().encoder.create({
        data: { name: "wide", version: `${seed}`, dimension, source: "builtin" },
      });
      const products = await db().product.findMany({ include: { photos: true }, orderBy: { id: "asc" } });
      const looks = new Map<string, Float32Array>();
      const data = products.flatMap(({ groupId, photos }) => {
        const own = looks.get(groupId) ?? Float32Array.from({ length: dimension }, normal);
        looks.set(groupId, own);
        const shade = [2 * normal(), 2 * normal()];
        const vector = own.map((value, j) => value + (j < 2 ? shade[j]! : 0.1 * normal()));
        const length = Math.hypot(...vector);
        const bytes = new Uint8Array(vector.map((value) => value / length).slice().buffer);
        return photos.map(({ sha256 }) => ({ encoderId, sha256: sha256!, vector: bytes }));
      });
      await db().photoEmbedding.createMany({ data });
      await db().liveEncoder.upsert({ where: { id: 1 }, create: { encoderId }, update: { encoderId } });
    }

    const ask = async (neighbours: Neighbours, question: ProductQuestion) => {
      const answer = await new NeighbourDesk(neighbours).ofProduct(question);
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    };
    async function expectSame(more: Partial<ProductQuestion> = {}, asked = ids.slice(0, 12)): Promise<number> {
      let found = 0;
      for (const productId of asked) {
        const question = { productId, k: 9, ...more };
        const [one, other] = [await ask(memory, question), await ask(vectors, question)];
        expect(other.found.map(({ id }) => id)).toEqual(one.found.map(({ id }) => id));
        expect(other.found.map(({ score }) => score)).toEqual(one.found.map(({ score }) => expect.closeTo(score, 4)));
        expect(other).toMatchObject({ hasGarmentSpace: one.hasGarmentSpace, encoder: one.encoder });
        found += one.found.length;
      }
      return found;
    }

    it("are the ones that memory finds, in their order, in both spaces and under every filter", async () => {
      expect(vectors.current()!.index).toMatchObject({ size: 240, hasGarmentSpace: true });
      expect(await expectSame()).toBe(12 * 9);
      expect(await expectSame({ space: "sameGarment" })).toBe(12 * 9);
      expect(await expectSame({ isOtherModels: true, space: "sameGarment" })).toBe(12 * 9);
      expect(await expectSame({ anyOf: [["k:in"], ["a:colour=red", "a:colour=blue"]] })).toBeGreaterThan(0);
      expect(await expectSame({ priceFrom: 22, priceTo: 24 })).toBeGreaterThan(0);
      expect(await expectSame({ isStockFirst: true })).toBe(12 * 9);
      expect(await expectSame({ anyOf: [["a:colour=none"]] })).toBe(0);
    });

    it("follow what changes in the catalogue from the same notes, once whoever notices it", async () => {
      await db().product.updateMany({
        where: { id: { in: ids.slice(20, 40) } },
        data: { price: 23, delistedAt: null },
      });
      await db().product.updateMany({ where: { id: { in: ids.slice(40, 60) } }, data: { delistedAt: new Date() } });
      await db().product.update({ where: { id: ids[2]! }, data: { stock: 0 } });
      expect(await memory.follow()).toBeGreaterThan(20);
      expect(await vectors.follow()).toBeGreaterThan(20);
      expect(vectors.current()!.index.size).toBe(220);
      await expectSame();
      await expectSame({ priceFrom: 23, priceTo: 23, isStockFirst: true });
      const another = await openVectors();
      expect([another.current()!.index.size, await another.follow()]).toEqual([220, 0]);
      // Of one that has left the catalogue, its looks are still known.
      await expectSame({}, ids.slice(40, 44));
    });

    it("move to another encoder's vectors as a whole, and keep those alone", async () => {
      const before = vectors.current()!.encoder;
      await liveUnder(2);
      await memory.follow();
      expect(await vectors.follow()).toBe(220);
      expect(vectors.current()!.encoder.version).toBe("2");
      await expectSame({ space: "sameGarment" });
      expect(await readState(before.id)).toBeNull();
    });

    it("are filled anew where notes may have been forgotten, or a fill was cut off", async () => {
      const { id } = vectors.current()!.encoder;
      await db().$executeRaw`UPDATE toile_vectors.state SET at = now() - interval '3 days'`;
      expect(await (await openVectors()).follow()).toBeGreaterThanOrEqual(0);
      expect((await readState(id))!.at.getTime()).toBeGreaterThan(Date.now() - 60_000);
      await db().$executeRaw`UPDATE toile_vectors.state SET position = NULL`;
      await db().$executeRaw`DELETE FROM toile_vectors.item WHERE random() < 0.5`;
      vectors = await openVectors();
      expect(vectors.current()!.index.size).toBe(220);
      await expectSame();
    });

    it("are answered from memory again once that is chosen, without a restart", async () => {
      const chosen = await openChosen();
      expect(chosen.current()!.index.vectorOf(ids[0]!)).toBeNull();
      expect(await chooseStore(by, { store: "memory" })).toMatchObject({ ok: true });
      await chosen.follow();
      expect(chosen.current()!.index.vectorOf(ids[0]!)).toHaveLength(dimension);
      expect(await storeCard()).toEqual({ chosen: "memory", isThere: true, isMade: true });
      expect(await db().auditEntry.count({ where: { action: "settings.changed" } })).toBe(2);
    });
  },
);
