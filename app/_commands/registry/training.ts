import { command } from "./define";

const train = <Id extends string>(id: Id, title: string, head: "compatibility" | "category") =>
  command({
    id,
    title,
    key: null,
    where: "training",
    enabled: (on) => on.canStart(head) && !on.isRunning(head),
    run: (on) => on.start(head),
  });

export const training = {
  compatibility: train("training.compatibility", "Train compatibility", "compatibility"),
  category: train("training.category", "Train category", "category"),
};
