export const cancelled = "Given up before it was done. What is embedded stays; what was read before is read on.";

export const givenUp = "Workers died over it again and again. What is embedded stays; see the worker's log.";

/** What comes of a change for the network that serves. */
export type Outcome = "training" | "waits" | "no-version" | "no-texts" | "same";
export const outcomeWords: Record<Outcome, string> = {
  training:
    "Every description is embedded, and a training by it was begun. What serves goes on until the new version is promoted, by you or by the gate's rule.",
  waits:
    "Every description is embedded. Another training was under way then; the next one reads them so, and what serves goes on until that is promoted.",
  "no-version": "Every description is embedded. The first training reads them so.",
  "no-texts": "No product has a description yet; trainings read them so once there are some.",
  same: "Descriptions are read by this one already: its files and their sums are the same.",
};
