import { validate } from "uuid";
import type { Prisma } from "@/prisma/generated/client";
import { productCards } from "../catalogue/data";
import { embeddedPhotos } from "../catalogue/embedded-photos";
import type { ProductCard } from "../catalogue/schema";
import { db } from "../db";
import { versions } from "../models/data";
import { headlineOf } from "../models/rules";
import { Head } from "../models/schema";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { readyVersion } from "./ready-versions";
import { type ChangeCard, ChangeOffer, ChangeProgress, type HeadOutlook, isWorkedOn, StoredComparison } from "./schema";

const fields = { by: { select: { name: true } } } as const satisfies Prisma.EncoderChangeInclude;
type Row = Prisma.EncoderChangeGetPayload<{ include: typeof fields }>;

/** One change of encoder. */
export async function changeCard(_by: Allowed<"administer">, id: string): Promise<Result<ChangeCard, "not-found">> {
  const row = validate(id) ? await db().encoderChange.findUnique({ where: { id }, include: fields }) : null;
  return row ? ok(await toCard(row)) : fail("not-found");
}

const listed = 12;

/** The newest changes of encoder. */
export async function changeCards(_by: Allowed<"administer">): Promise<ChangeCard[]> {
  const rows = await db().encoderChange.findMany({ orderBy: { createdAt: "desc" }, take: listed, include: fields });
  return Promise.all(rows.map(toCard));
}

const watchEveryMs = 1_000;

/** A change's card whenever it has moved, until no worker has anything to do for it. */
export async function* watchChangeCard(
  by: Allowed<"administer">,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ChangeCard> {
  let last = "";
  while (!signal.aborted) {
    const card = await changeCard(by, id);
    if (!card.ok) return;
    const text = JSON.stringify(card.value);
    if (text !== last) yield card.value;
    last = text;
    if (!isWorkedOn(card.value.status)) return;
    await new Promise((resolve) => setTimeout(resolve, watchEveryMs));
  }
}

async function toCard({ offer, progress, comparison, by, wish, ...row }: Row): Promise<ChangeCard> {
  const { id, source, encoderId, status, reason, createdAt, finishedAt } = row;
  const counts = status === "ready" && encoderId ? await embeddedPhotos(encoderId) : null;
  return {
    ...{ id, source, encoderId, status, reason },
    offer: ChangeOffer.nullable().parse(offer),
    progress: ChangeProgress.nullable().parse(progress),
    comparison: StoredComparison.nullable().parse(comparison),
    isAsked: wish === "pause" || wish === "cancel" ? wish : null,
    by: by?.name ?? null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    missing: counts ? counts.photos - counts.embedded : 0,
  };
}

/** What becomes of each network that serves when this encoder does. */
export async function headOutlooks(_by: Allowed<"administer">, encoderId: string): Promise<HeadOutlook[]> {
  const cards = await versions();
  const out: HeadOutlook[] = [];
  for (const head of Head.options) {
    const champion = cards.find((card) => card.head === head && card.isChampion);
    if (!champion) continue;
    const [ready, run] = await Promise.all([
      readyVersion(head, encoderId),
      db().run.findFirst({ where: { head, encoderId, status: { in: ["queued", "running"] } }, select: { id: true } }),
    ]);
    const card = (ready && cards.find(({ id }) => id === ready.id)) || champion;
    const { headline, headlineName } = headlineOf(head, card.metrics);
    out.push({
      head,
      championNumber: champion.number,
      state: run ? "learning" : ready ? "serves" : "untrained",
      versionNumber: ready?.number ?? null,
      headline: ready ? headline : null,
      headlineName,
    });
  }
  return out;
}

/** The garments that a comparison shows, by id. */
export async function comparedGarments(
  _by: Allowed<"administer">,
  { neighbours }: StoredComparison,
): Promise<Record<string, ProductCard>> {
  const ids = neighbours.flatMap(({ productId, live, next }) => [productId, ...live, ...next]);
  return Object.fromEntries(await productCards(ids));
}
