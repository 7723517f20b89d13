import { type PairReason, type PairVerdict, pairReasons, setSize } from "@/lib/labels/schema";
import type { Capability } from "@/lib/users/schema";
import type { BenchActions, Command, GridActions, MineActions, Place, StylistActions } from "./command";

const command = <Id extends string, P extends Place>(c: Command<Id, P>) => c;

const goTo = <Id extends string>(id: Id, title: string, path: string, capability: Capability) =>
  command({
    id,
    title,
    key: null,
    where: "everywhere",
    enabled: (frame) => frame.mayOpen(capability),
    run: (frame) => frame.go(path),
  });

export const openPalette = command({
  id: "frame.palette",
  title: "Find a command",
  key: "mod+k",
  where: "everywhere",
  enabled: () => true,
  run: (frame) => frame.openPalette(),
});

export const openHelp = command({
  id: "frame.help",
  title: "Show the keys",
  key: "?",
  // In Review the question mark says "can't tell".
  keyIn: { review: "h" },
  where: "everywhere",
  enabled: () => true,
  run: (frame) => frame.openHelp(),
});

const frameCommands = [
  openPalette,
  openHelp,
  goTo("go.pairs", "Go to Pairs", "/pairs", "judge-pairs"),
  goTo("go.complete", "Go to Complete", "/pairs/complete", "judge-pairs"),
  goTo("go.mine", "Go to My answers", "/pairs/mine", "judge-pairs"),
  goTo("go.review", "Go to Review", "/review", "judge-flags"),
  goTo("go.rules", "Go to Rules", "/review/rules", "judge-flags"),
  goTo("go.catalogue", "Go to Catalogue", "/catalogue", "browse"),
  goTo("go.training", "Go to Training", "/training", "train"),
  goTo("go.overview", "Go to Overview", "/overview", "oversee"),
  goTo("go.settings", "Go to Settings", "/settings", "oversee"),
  goTo("go.queue-plan", "Go to the queue plan", "/settings/queue", "oversee"),
  goTo("go.guide", "Go to the style guides", "/settings/guide", "oversee"),
  goTo("go.gold", "Go to practice and gold", "/settings/practice", "oversee"),
  goTo("go.disagreements", "Go to disagreements", "/overview/disagreements", "oversee"),
  command({
    id: "frame.theme",
    title: "Change theme: system, light, dark",
    key: null,
    where: "everywhere",
    enabled: () => true,
    run: (frame) => frame.changeTheme(),
  }),
  command({
    id: "frame.sign-out",
    title: "Sign out",
    key: null,
    where: "everywhere",
    enabled: () => true,
    run: (frame) => frame.signOut(),
  }),
];

/** What every judging screen can do, under one key on each. */
function benchCommands<P extends "pairs" | "complete" | "review">(where: P) {
  const bench = (
    id: `${P}.${string}`,
    title: string,
    key: string,
    enabled: (on: BenchActions) => boolean,
    run: (on: BenchActions) => void,
  ) => command({ id, title, key, where, enabled, run });
  return {
    skip: bench(
      `${where}.skip`,
      "Skip",
      "s",
      (on) => on.canSkip,
      (on) => on.skip(),
    ),
    undo: bench(
      `${where}.undo`,
      "Undo",
      "u",
      (on) => on.canUndo,
      (on) => on.undo(),
    ),
    details: bench(
      `${where}.details`,
      "Details",
      "d",
      (on) => on.canSkip,
      (on) => on.toggleDetails(),
    ),
    zoom: bench(
      `${where}.zoom`,
      "Zoom",
      "z",
      (on) => on.canSkip,
      (on) => on.toggleZoom(),
    ),
    photo: bench(
      `${where}.photo`,
      "Next photo",
      "p",
      (on) => on.canSkip,
      (on) => on.nextPhoto(),
    ),
    why: bench(
      `${where}.why`,
      "Why was the last one asked",
      "w",
      (on) => on.canExplain,
      (on) => on.toggleWhy(),
    ),
  };
}

/** What Pairs and Complete share. */
function stylistCommands<P extends "pairs" | "complete">(where: P, otherMode: string) {
  const stylist = (
    id: `${P}.${string}`,
    title: string,
    key: string | null,
    enabled: (on: StylistActions) => boolean,
    run: (on: StylistActions) => void,
  ) => command({ id, title, key, where, enabled, run });
  return {
    guide: stylist(
      `${where}.guide`,
      "Style guide",
      "g",
      (on) => on.hasGuide,
      (on) => on.toggleGuide(),
    ),
    note: stylist(
      `${where}.note`,
      "Add a note",
      "a",
      (on) => on.canNote,
      (on) => on.writeNote(),
    ),
    mode: stylist(
      `${where}.mode`,
      otherMode,
      "m",
      () => true,
      (on) => on.switchMode(),
    ),
    mine: stylist(
      `${where}.mine`,
      "My answers",
      "y",
      () => true,
      (on) => on.openMine(),
    ),
    takeAlong: stylist(
      `${where}.take-along`,
      "Take 200 along",
      "t",
      (on) => on.canTakeAlong,
      (on) => on.takeAlong(),
    ),
    giveBack: stylist(
      `${where}.give-back`,
      "Give back the rest",
      null,
      (on) => on.canGiveBack,
      (on) => on.giveBack(),
    ),
  };
}

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

const onMine = <Id extends string>(
  id: Id,
  title: string,
  key: string,
  enabled: (on: MineActions) => boolean,
  run: (on: MineActions) => void,
) => command({ id, title, key, where: "mine", enabled, run });

const reviseAs = (verdict: PairVerdict, title: string, key: string) =>
  onMine(
    `mine.${verdict}`,
    title,
    key,
    (on) => on.canRevise,
    (on) => on.revise(verdict),
  );

export const mine = {
  search: onMine(
    "mine.search",
    "Search my answers",
    "/",
    () => true,
    (on) => on.search(),
  ),
  next: onMine(
    "mine.next",
    "Next answer",
    "j",
    (on) => on.hasAnswers,
    (on) => on.move(1),
  ),
  previous: onMine(
    "mine.previous",
    "Previous answer",
    "k",
    (on) => on.hasAnswers,
    (on) => on.move(-1),
  ),
  revise: onMine(
    "mine.revise",
    "Revise",
    "e",
    (on) => on.canRevise,
    (on) => on.revise(null),
  ),
  fits: reviseAs("fits", "Revise to fits", "f"),
  clashes: reviseAs("clashes", "Revise to clashes", "c"),
  unsure: reviseAs("unsure", "Revise to not sure", "n"),
  more: onMine(
    "mine.more",
    "Show older answers",
    "o",
    (on) => on.hasMore,
    (on) => on.more(),
  ),
  pairs: onMine(
    "mine.pairs",
    "Back to Pairs",
    "b",
    () => true,
    (on) => on.openPairs(),
  ),
};

const flagVerdict = <Id extends string>(
  id: Id,
  title: string,
  key: string,
  verdict: "keep" | "ambiguous" | "undecidable",
) => command({ id, title, key, where: "review", enabled: (on) => on.canAnswer, run: (on) => on.answer(verdict) });

export const review = {
  keep: flagVerdict("review.keep", "Keep", "k", "keep"),
  take: command({
    id: "review.take",
    title: "Take",
    key: "t",
    where: "review",
    enabled: (on) => on.canAnswer && on.canTake,
    run: (on) => on.answer("take"),
  }),
  other: command({
    id: "review.other",
    title: "Other…",
    key: "o",
    where: "review",
    enabled: (on) => on.canAnswer && on.canChoose,
    run: (on) => on.chooseOther(),
  }),
  ambiguous: flagVerdict("review.ambiguous", "Ambiguous", "a", "ambiguous"),
  undecidable: flagVerdict("review.undecidable", "Can't tell", "?", "undecidable"),
  rule: command({
    id: "review.rule",
    title: "Make a rule…",
    key: "r",
    where: "review",
    enabled: (on) => on.canRule,
    run: (on) => on.openRule(),
  }),
  allColours: command({
    id: "review.all-colours",
    title: "Answer for all colours",
    key: "m",
    where: "review",
    enabled: (on) => on.canAnswer && on.hasOtherColours,
    run: (on) => on.toggleAllColours(),
  }),
  grid: command({
    id: "review.grid",
    title: "Many at once",
    key: "v",
    where: "review",
    enabled: () => true,
    run: (on) => on.openGrid(),
  }),
  guide: command({
    id: "review.guide",
    title: "Guide",
    key: "g",
    where: "review",
    enabled: () => true,
    run: (on) => on.toggleGuide(),
  }),
  ...benchCommands("review"),
};

const onGrid = <Id extends string>(
  id: Id,
  title: string,
  key: string,
  enabled: (on: GridActions) => boolean,
  run: (on: GridActions) => void,
) => command({ id, title, key, where: "grid", enabled, run });

export const grid = {
  take: onGrid(
    "grid.take",
    "Take for the selected",
    "t",
    (on) => on.selected > 0,
    (on) => on.settle("take"),
  ),
  keep: onGrid(
    "grid.keep",
    "Keep for the selected",
    "k",
    (on) => on.selected > 0,
    (on) => on.settle("keep"),
  ),
  keepRest: onGrid(
    "grid.keep-rest",
    "Keep the rest",
    "l",
    (on) => on.shown > on.selected,
    (on) => on.keepRest(),
  ),
  all: onGrid(
    "grid.all",
    "Select all",
    "a",
    (on) => on.shown > on.selected,
    (on) => on.selectAll(),
  ),
  clear: onGrid(
    "grid.clear",
    "Select none",
    "escape",
    (on) => on.selected > 0,
    (on) => on.clear(),
  ),
  undo: onGrid(
    "grid.undo",
    "Undo",
    "u",
    (on) => on.canUndo,
    (on) => on.undo(),
  ),
  next: onGrid(
    "grid.next",
    "Next page",
    "n",
    (on) => on.hasNext,
    (on) => on.nextPage(),
  ),
  previous: onGrid(
    "grid.previous",
    "Previous page",
    "b",
    (on) => on.hasPrevious,
    (on) => on.previousPage(),
  ),
  nextGroup: onGrid(
    "grid.next-group",
    "Next group",
    "]",
    () => true,
    (on) => on.stepGroup(1),
  ),
  previousGroup: onGrid(
    "grid.previous-group",
    "Previous group",
    "[",
    () => true,
    (on) => on.stepGroup(-1),
  ),
  rule: onGrid(
    "grid.rule",
    "Make a rule",
    "r",
    (on) => on.canRule,
    (on) => on.openRule(),
  ),
  bench: onGrid(
    "grid.bench",
    "One by one",
    "v",
    () => true,
    (on) => on.openBench(),
  ),
};

const step = <Id extends string>(id: Id, title: string, key: string, by: number | "up" | "down") =>
  command({ id, title, key, where: "catalogue", enabled: (on) => on.hasGarments, run: (on) => on.move(by) });

export const catalogue = {
  search: command({
    id: "catalogue.search",
    title: "Search the catalogue",
    key: "/",
    where: "catalogue",
    enabled: () => true,
    run: (on) => on.search(),
  }),
  right: step("catalogue.right", "Next garment", "arrowright", 1),
  left: step("catalogue.left", "Garment before", "arrowleft", -1),
  down: step("catalogue.down", "Garment below", "arrowdown", "down"),
  up: step("catalogue.up", "Garment above", "arrowup", "up"),
  density: command({
    id: "catalogue.density",
    title: "Small or large photos",
    key: "d",
    where: "catalogue",
    enabled: () => true,
    run: (on) => on.changeDensity(),
  }),
  clear: command({
    id: "catalogue.clear",
    title: "Take all filters off",
    key: "x",
    where: "catalogue",
    enabled: (on) => on.isFiltered,
    run: (on) => on.clear(),
  }),
};

export const product = {
  photo: command({
    id: "product.photo",
    title: "Next photo",
    key: "p",
    where: "product",
    enabled: (on) => on.photos > 1,
    run: (on) => on.nextPhoto(),
  }),
  zoom: command({
    id: "product.zoom",
    title: "Zoom",
    key: "z",
    where: "product",
    enabled: (on) => on.hasPhoto,
    run: (on) => on.toggleZoom(),
  }),
  back: command({
    id: "product.back",
    title: "Back to the catalogue",
    key: "b",
    where: "product",
    enabled: () => true,
    run: (on) => on.back(),
  }),
};

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

const verdictKeys = [
  { verdict: "fits", title: "Fits", key: "f" },
  { verdict: "clashes", title: "Clashes", key: "c" },
  { verdict: "unsure", title: "Not sure", key: "n" },
] as const;

export const practice = {
  answers: verdictKeys.map(({ verdict, title, key }) =>
    command({
      id: `practice.${verdict}`,
      title,
      key,
      where: "practice",
      enabled: (on) => on.canAnswer,
      run: (on) => on.answer(verdict),
    }),
  ),
  next: command({
    id: "practice.next",
    title: "Next pair",
    key: "enter",
    where: "practice",
    enabled: (on) => on.canGoOn,
    run: (on) => on.next(),
  }),
  guide: command({
    id: "practice.guide",
    title: "Style guide",
    key: "g",
    where: "practice",
    enabled: () => true,
    run: (on) => on.toggleGuide(),
  }),
  zoom: command({
    id: "practice.zoom",
    title: "Zoom",
    key: "z",
    where: "practice",
    enabled: (on) => on.canAnswer || on.canGoOn,
    run: (on) => on.toggleZoom(),
  }),
};

export const disagreements = {
  settle: verdictKeys.map(({ verdict, title, key }) =>
    command({
      id: `disagreements.${verdict}`,
      title,
      key,
      where: "disagreements",
      enabled: (on) => on.canSettle,
      run: (on) => on.settle(verdict),
    }),
  ),
  later: command({
    id: "disagreements.later",
    title: "Later",
    key: "s",
    where: "disagreements",
    enabled: (on) => on.canSettle,
    run: (on) => on.later(),
  }),
  note: command({
    id: "disagreements.note",
    title: "Write a note",
    key: "e",
    where: "disagreements",
    enabled: (on) => on.canSettle,
    run: (on) => on.writeNote(),
  }),
  undo: command({
    id: "disagreements.undo",
    title: "Undo",
    key: "u",
    where: "disagreements",
    enabled: (on) => on.canUndo,
    run: (on) => on.undo(),
  }),
  gold: command({
    id: "disagreements.gold",
    title: "Make the last one gold",
    key: "g",
    where: "disagreements",
    enabled: (on) => on.canMakeGold,
    run: (on) => on.makeGold(),
  }),
};

export const commands = [
  ...frameCommands,
  ...Object.values(pairs),
  ...reasons,
  ...Object.values(complete),
  ...candidates,
  ...Object.values(mine),
  ...Object.values(review),
  ...Object.values(catalogue),
  ...Object.values(product),
  ...Object.values(grid),
  ...Object.values(training),
  ...practice.answers,
  practice.next,
  practice.guide,
  practice.zoom,
  ...disagreements.settle,
  disagreements.later,
  disagreements.note,
  disagreements.undo,
  disagreements.gold,
] as const;

/** Every id there is: a closed union. */
export type CommandId = (typeof commands)[number]["id"];
