import { randomInt, randomUUID } from "node:crypto";
import { db } from "@/lib/db";
import { isAskedBlind } from "@/lib/flags/rules";
import { sha256Of } from "@/lib/models/load-champion";
import type { Head } from "@/lib/queue/schema";
import { type Allowed, allow } from "@/lib/users/allow";
import type { Capability, Role } from "@/lib/users/schema";
import type { Prisma } from "@/prisma/generated/client";

/* Each factory mints its own ids and makes what it needs beside it, so that tests share nothing. */

const fresh = (word: string) => `${word}-${randomUUID()}`;

export type TestUser = { id: string; name: string; email: string; role: Role };

/** A person who cannot sign in: the hash is of no password. */
export async function makeUser(
  role: Role = "stylist",
  data: Partial<Prisma.UserUncheckedCreateInput> = {},
): Promise<TestUser> {
  const name = fresh(role);
  return db().user.create({
    data: { name, email: `${name}@house.test`, role, passwordHash: "none", ...data },
    select: { id: true, name: true, email: true, role: true },
  });
}

/** The person's proof for one capability, by the real door. Throws when the door refuses. */
export async function allowed<C extends Capability>(user: { id: string }, capability: C): Promise<Allowed<C>> {
  const result = await allow(user.id, capability);
  if (!result.ok) throw new Error(`${capability} is refused: ${result.code}`);
  return result.value;
}

/** A fresh person with this role and the proof for this capability. */
export const makeAllowed = async <C extends Capability>(role: Role, capability: C): Promise<Allowed<C>> =>
  allowed(await makeUser(role), capability);

export const makeCategory = (data: Partial<Prisma.CategoryUncheckedCreateInput> = {}) =>
  db().category.create({ data: { level: 1, name: fresh("category"), isTarget: true, ...data } });

/** A product with a category of its own unless one is given; `categoryId` is the source category. */
export async function makeProduct({
  categoryId,
  ...data
}: Partial<Omit<Prisma.ProductUncheckedCreateInput, "categoryId">> & { categoryId?: number } = {}) {
  const id = data.id ?? fresh("product");
  const sourceCategoryId = categoryId ?? data.sourceCategoryId ?? (await makeCategory()).id;
  return db().product.create({
    data: {
      id,
      groupId: fresh("group"),
      isHoldout: false,
      title: `Garment ${id.slice(-6)}`,
      ...data,
      sourceCategoryId,
    },
  });
}

/** A photo that is fine by its row; no bytes are stored for it. */
export const makePhoto = (productId: string, data: Partial<Prisma.PhotoUncheckedCreateInput> = {}) =>
  db().photo.create({
    data: {
      productId,
      position: 0,
      fileName: "photo.jpg",
      width: 300,
      height: 400,
      sha256: (randomUUID() + randomUUID()).replaceAll("-", ""),
      ...data,
    },
  });

export async function makePair(data: Partial<Prisma.PairUncheckedCreateInput> = {}) {
  const ids = [data.productAId ?? (await makeProduct()).id, data.productBId ?? (await makeProduct()).id].sort();
  return db().pair.create({
    data: { origin: "uniform", isHoldout: false, ...data, productAId: ids[0]!, productBId: ids[1]! },
  });
}

type TaskData = Partial<Prisma.TaskUncheckedCreateInput>;

/** An open task on a pair of its own, or on the pair or flag that is given. */
export async function makeTask(data: TaskData = {}) {
  const pairId = data.pairId ?? (data.flagId ? null : (await makePair()).id);
  const subjectId = (pairId ?? data.flagId)!;
  const head: Head = pairId ? "compatibility" : "category";
  return db().task.create({ data: { slice: "ranked", ...data, head, subjectId, pairId } });
}

export const makeTasks = (count: number, data: TaskData = {}) =>
  Promise.all(Array.from({ length: count }, () => makeTask(data)));

export const makeEncoder = (data: Partial<Prisma.EncoderUncheckedCreateInput> = {}) =>
  db().encoder.create({ data: { name: "builtin", version: fresh("v"), dimension: 8, source: "builtin", ...data } });

/** A finished run with its snapshot, version and weights: bytes of its own, whose checksum agrees, unless others are given. */
export async function makeModelVersion(
  head: Head = "compatibility",
  {
    bytes = new TextEncoder().encode(fresh("weights")),
    ...data
  }: Partial<Prisma.ModelVersionUncheckedCreateInput> & { bytes?: Uint8Array<ArrayBuffer> } = {},
) {
  const encoderId = data.encoderId ?? (await makeEncoder()).id;
  const snapshot = await db().datasetSnapshot.create({
    data: { head, encoderId, sha256: fresh("sha"), bytes: new Uint8Array(), counts: {} },
  });
  const run = await db().run.create({
    data: {
      head,
      status: "finished",
      seed: 1,
      attempts: 1,
      snapshotId: snapshot.id,
      startedAt: new Date(),
      finishedAt: new Date(),
    },
  });
  return db().modelVersion.create({
    data: {
      head,
      number: randomInt(1, 2_000_000_000),
      runId: run.id,
      snapshotId: snapshot.id,
      encoderId,
      seed: 1,
      sha256: sha256Of(bytes),
      backend: "wasm",
      codeVersion: "test",
      metrics: { figures: {} },
      ...data,
      weights: { create: { bytes } },
    },
  });
}

type FlagData = Partial<Prisma.FlagUncheckedCreateInput>;

/** An open flag on a product whose given category is the product's own; about no category when `kind` says so. Its id is
 *  one that is not asked blind, unless one is given. */
export async function makeFlag(data: FlagData = {}) {
  const product = data.productId
    ? await db().product.findUniqueOrThrow({ where: { id: data.productId } })
    : await makeProduct();
  const kind = data.kind ?? "category";
  const categories =
    kind === "category"
      ? {
          givenCategoryId: product.categoryId!,
          proposedCategoryId: data.proposedCategoryId ?? (await makeCategory()).id,
        }
      : {};
  return db().flag.create({
    data: {
      id: openlyAskedId(),
      productId: product.id,
      attribute: kind,
      ...categories,
      modelVersionId: data.modelVersionId ?? (await makeModelVersion("category")).id,
      proposedProbability: 0.8,
      givenProbability: 0.1,
      score: 0.9,
      isHoldout: product.isHoldout,
      evidence: { reasons: ["classifier"], neighbours: [], top: [] },
      ...data,
    },
  });
}

function openlyAskedId(): string {
  for (;;) {
    const id = randomUUID();
    if (!isAskedBlind(id)) return id;
  }
}

/** A ranking of these tasks in this order, live at once: the queue of its head then holds them and nothing else. */
export async function makeRanking(
  taskIds: string[],
  data: Partial<Prisma.RankingUncheckedCreateInput> & { estimates?: number[]; isLive?: boolean } = {},
) {
  const { estimates = [], isLive = true, ...given } = data;
  const ranking = await db().ranking.create({
    data: { head: "compatibility", policy: "test", seed: 1, size: taskIds.length, completedAt: new Date(), ...given },
  });
  await db().rankEntry.createMany({
    data: taskIds.map((taskId, rank) => ({
      rankingId: ranking.id,
      taskId,
      rank,
      estimate: estimates[rank] ?? null,
      uncertainty: estimates[rank] === undefined ? null : 1 - Math.abs(2 * estimates[rank] - 1),
    })),
  });
  if (isLive) {
    await db().liveRanking.upsert({
      where: { head: ranking.head },
      create: { head: ranking.head, rankingId: ranking.id },
      update: { rankingId: ranking.id },
    });
  }
  return ranking;
}

/** `count` open pair tasks with a live ranking in that order. */
export async function makePairQueue(count: number, data: TaskData = {}) {
  const tasks = await makeTasks(count, data);
  const ranking = await makeRanking(tasks.map((task) => task.id));
  return { ranking, taskIds: tasks.map((task) => task.id) };
}

/** Open ranked pairs of one garment with `count` others, with a live ranking in that order. */
export async function makeStar(count: number, data: TaskData = {}) {
  const anchor = await makeProduct();
  const taskIds: string[] = [];
  for (let i = 0; i < count; i++) {
    const pair = await makePair({ productAId: anchor.id });
    taskIds.push((await makeTask({ pairId: pair.id, ...data })).id);
  }
  const ranking = await makeRanking(taskIds);
  return { anchorId: anchor.id, taskIds, ranking };
}
