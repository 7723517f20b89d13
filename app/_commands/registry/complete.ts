import { setSize } from "@/lib/labels/schema";
import { command } from "./define";
import { benchCommands, stylistCommands } from "./judging";

export const complete = {
  send: command({
    id: "complete.send",
    title: "Send",
    key: "enter",
    where: "complete",
    enabled: (on) => on.canAnswer,
    run: (on) => on.send(),
  }),
  ...benchCommands("complete"),
  ...stylistCommands("complete", "Pairs instead"),
};

/** Each candidate of a set under the number of its place. */
export const candidates = Array.from({ length: setSize }, (_, place) =>
  command({
    id: `complete.candidate.${place + 1}`,
    title: `Pick candidate ${place + 1}`,
    key: String(place + 1),
    where: "complete",
    enabled: (on) => on.canAnswer && place < on.candidates,
    run: (on) => on.toggle(place),
  }),
);
