import { existsSync } from "node:fs";
import { pathOfSource } from "@/ml/encoders/texts/source";
import type { DescriptionEncoder } from "@/prisma/generated/client";
import { embeddedTexts, liveDescriptions } from "../../catalogue/descriptions/data";
import { licenceOf } from "../../catalogue/open-source";
import { db } from "../../db";
import { ChangeProgress } from "../schema";
import { type DescriptionChangeCard, type DescriptionsCard, isChanging, type KnownDescriptions } from "./schema";

/** What descriptions are read by, for trainings and by the version that serves, and the newest change of it. */
export async function descriptionsCard(): Promise<DescriptionsCard> {
  const [live, champion, latest] = await Promise.all([
    liveDescriptions(),
    db().champion.findUnique({
      where: { head: "compatibility" },
      include: { version: { include: { descriptionEncoder: true } } },
    }),
    latestChange(),
  ]);
  const serving = champion?.version;
  return {
    live: live && (await known(live)),
    serving: serving
      ? {
          number: serving.number,
          descriptions: serving.descriptionEncoder && (await known(serving.descriptionEncoder)),
        }
      : null,
    latest,
  };
}

async function known({ id, name, version, dimension, source }: DescriptionEncoder): Promise<KnownDescriptions> {
  const [counts, licence, path] = [await embeddedTexts(id), await licenceOf(source), pathOfSource(source)];
  return { id, name, version, dimension, source, licence, ...counts, isFileGone: path !== null && !existsSync(path) };
}

/** The newest change; null before the first. */
export async function latestChange(): Promise<DescriptionChangeCard | null> {
  const row = await db().descriptionChange.findFirst({
    orderBy: { createdAt: "desc" },
    include: { by: { select: { name: true } } },
  });
  if (!row) return null;
  const { id, source, status, reason, createdAt, finishedAt } = row;
  return {
    ...{ id, source, status, reason },
    progress: ChangeProgress.nullable().parse(row.progress),
    isCancelAsked: row.cancelAskedAt !== null,
    by: row.by?.name ?? null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

const watchEveryMs = 1_000;

/** The newest change whenever it has moved, until it is over. */
export async function* watchLatestChange(signal: AbortSignal): AsyncGenerator<DescriptionChangeCard> {
  let last = "";
  while (!signal.aborted) {
    const now = await latestChange();
    if (!now) return;
    const text = JSON.stringify(now);
    if (text !== last) yield now;
    last = text;
    if (!isChanging(now)) return;
    await new Promise((resolve) => setTimeout(resolve, watchEveryMs));
  }
}
