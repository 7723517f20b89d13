import { photosToEmbed } from "../catalogue/embedded-photos";
import { inTx } from "../db";
import { jobSender, send } from "../jobs/boss";
import { handles } from "../jobs/registry";
import type { Chore } from "../jobs/worker";
import { askForMissingDescriptions, completeDescriptions } from "./descriptions/complete-descriptions";
import { descriptionWork } from "./descriptions/description-work";
import { runDescriptions } from "./descriptions/run-descriptions";
import { mostDeaths } from "./rules";
import { runChange } from "./run-change";
import { giveUp, lostChanges, readyChange } from "./sql";

export const encoderJobs = [
  handles("change-encoder", ({ changeId }, { signal }) => runChange(changeId, signal)),
  handles("change-descriptions", ({ changeId }, { signal }) => runDescriptions(changeId, signal)),
  handles("embed-descriptions", ({ encoderId }, { signal }) => completeDescriptions(encoderId, signal)),
];

const givenUp =
  "Workers died over it again and again. What is embedded stays; ask your administrator for the worker's log.";

/** Takes changes up again whose worker was killed, and has one that is ready embed what came in since. */
export async function keepChangesGoing(): Promise<void> {
  await jobSender();
  await inTx(async (tx) => {
    for (const { id, deaths } of await lostChanges(tx)) {
      if (deaths > mostDeaths) await giveUp(tx, id, givenUp);
      else await send(tx, "change-encoder", { changeId: id });
    }
  });
  const ready = await readyChange();
  if (ready && (await photosToEmbed(ready.encoderId, 1)).length > 0)
    await inTx((tx) => send(tx, "change-encoder", { changeId: ready.id }));
}

export const encoderChore: Chore = {
  name: "changes of encoder",
  everyMs: 10_000,
  run: async () => {
    await keepChangesGoing();
    await descriptionWork.takeUpLost();
  },
};

/** Descriptions that came in or changed are read a minute later by what reads them now, and by what serves. */
export const descriptionChore: Chore = { name: "descriptions", everyMs: 60_000, run: askForMissingDescriptions };
