import { type PairReason, pairReasons } from "@/lib/labels/schema";
import { command } from "./define";
import { benchCommands, stylistCommands } from "./judging";

export const reasonTitles: Record<PairReason, string> = {
  colour: "Colour",
  proportion: "Proportion",
  occasion: "Occasion",
  season: "Season",
  style: "Style",
  fabric: "Fabric",
  "price-tier": "Price tier",
  "photo-or-data-wrong": "Photo or data wrong",
};

export const pairs = {
  fits: command({
    id: "pairs.fits",
    title: "Fits",
    key: "f",
    where: "pairs",
    enabled: (on) => on.canAnswer,
    run: (on) => on.answer("fits"),
  }),
  clashes: command({
    id: "pairs.clashes",
    title: "Clashes",
    key: "c",
    where: "pairs",
    enabled: (on) => on.canAnswer,
    run: (on) => on.answer("clashes"),
  }),
  unsure: command({
    id: "pairs.unsure",
    title: "Not sure",
    key: "n",
    where: "pairs",
    enabled: (on) => on.canAnswer,
    run: (on) => on.answer("unsure"),
  }),
  ...benchCommands("pairs"),
  ...stylistCommands("pairs", "Complete instead"),
  pass: command({
    id: "pairs.pass",
    title: "No reason",
    key: "enter",
    where: "pairs",
    enabled: (on) => on.isReasonWanted,
    run: (on) => on.passReason(),
  }),
};

export const reasons = pairReasons.map((reason, index) =>
  command({
    id: `pairs.reason.${reason}`,
    title: reasonTitles[reason],
    key: String(index + 1),
    where: "pairs",
    enabled: (on) => on.isReasonWanted,
    run: (on) => on.giveReason(reason),
  }),
);
