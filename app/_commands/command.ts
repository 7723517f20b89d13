import type { BrowseFilters } from "@/lib/catalogue/browse/schema";
import type { PairReason, PairVerdict } from "@/lib/labels/schema";
import type { Capability } from "@/lib/users/schema";

/** Where a command holds. "everywhere" holds beside each of the others. */
export const places = [
  "everywhere",
  "pairs",
  "complete",
  "mine",
  "review",
  "grid",
  "catalogue",
  "product",
  "similar",
  "mirror",
  "training",
  "practice",
  "disagreements",
] as const;
export type Place = (typeof places)[number];

/** What the frame lets a command do. */
export type FrameActions = {
  openPalette(): void;
  openHelp(): void;
  go(path: string): void;
  mayOpen(capability: Capability): boolean;
  changeTheme(): void;
  signOut(): void;
};

/** What judging lets a command do, on either screen. */
export type BenchActions = {
  canAnswer: boolean;
  canSkip: boolean;
  canUndo: boolean;
  canExplain: boolean;
  skip(): void;
  undo(): void;
  toggleWhy(): void;
  toggleDetails(): void;
  toggleZoom(): void;
  nextPhoto(): void;
};

/** What both of a stylist's modes let a command do. */
export type StylistActions = BenchActions & {
  hasGuide: boolean;
  /** There is something to write about: what is on the screen, or the answer that waits for its reason. */
  canNote: boolean;
  canTakeAlong: boolean;
  canGiveBack: boolean;
  toggleGuide(): void;
  writeNote(): void;
  takeAlong(): void;
  giveBack(): void;
  switchMode(): void;
  openMine(): void;
};

export type PairsActions = StylistActions & {
  isReasonWanted: boolean;
  answer(verdict: PairVerdict): void;
  giveReason(reason: PairReason): void;
  passReason(): void;
};

export type CompleteActions = StylistActions & {
  /** How many candidates are on the screen. */
  candidates: number;
  toggle(place: number): void;
  send(): void;
};

/** What the list of one's own answers lets a command do. */
export type MineActions = {
  hasAnswers: boolean;
  canRevise: boolean;
  hasMore: boolean;
  search(): void;
  move(step: 1 | -1): void;
  revise(verdict: PairVerdict | null): void;
  more(): void;
  openPairs(): void;
};

export type ReviewActions = BenchActions & {
  /** There is a proposal or a fault to agree with. */
  canTake: boolean;
  /** Something else can be right. */
  canChoose: boolean;
  /** One decision for many can be made of this flag. */
  canRule: boolean;
  answer(verdict: "keep" | "take" | "ambiguous" | "undecidable"): void;
  chooseOther(): void;
  openRule(): void;
  /** The garment on screen comes in other colours too. */
  hasOtherColours: boolean;
  toggleAllColours(): void;
  openGrid(): void;
  toggleGuide(): void;
};

export type GridActions = {
  /** How many flags are on the page, and how many of them are selected. */
  shown: number;
  selected: number;
  canUndo: boolean;
  canRule: boolean;
  hasNext: boolean;
  hasPrevious: boolean;
  settle(verdict: "keep" | "take"): void;
  keepRest(): void;
  selectAll(): void;
  clear(): void;
  undo(): void;
  nextPage(): void;
  previousPage(): void;
  stepGroup(step: 1 | -1): void;
  openRule(): void;
  openBench(): void;
};

export type PracticeActions = {
  canAnswer: boolean;
  canGoOn: boolean;
  answer(verdict: PairVerdict): void;
  next(): void;
  toggleGuide(): void;
  toggleZoom(): void;
};

/** What can be done about a pair on which people differ. */
export type DisagreementActions = {
  canSettle: boolean;
  canUndo: boolean;
  /** The last settled one has a sure verdict, so it may become gold. */
  canMakeGold: boolean;
  settle(verdict: PairVerdict): void;
  later(): void;
  undo(): void;
  writeNote(): void;
  makeGold(): void;
};

export type TrainingActions = {
  isRunning(head: "compatibility" | "category"): boolean;
  /** There is enough to train on. */
  canStart(head: "compatibility" | "category"): boolean;
  start(head: "compatibility" | "category"): void;
};

export type CatalogueActions = {
  isFiltered: boolean;
  hasGarments: boolean;
  show(filters: BrowseFilters): void;
  clear(): void;
  search(): void;
  /** By so many garments, or by a row. */
  move(step: number | "up" | "down"): void;
  changeDensity(): void;
};

export type ProductActions = {
  photos: number;
  hasPhoto: boolean;
  nextPhoto(): void;
  toggleZoom(): void;
  openSimilar(): void;
  back(): void;
};

/** What the page of a product's neighbours lets a command do. */
export type SimilarActions = {
  changeSpace(): void;
  toggleStock(): void;
  clear(): void;
  back(): void;
};

export type MirrorActions = {
  canOpenCamera: boolean;
  canTake: boolean;
  canChoose: boolean;
  canGoBack: boolean;
  canStartOver: boolean;
  openCamera(): void;
  take(): void;
  choosePhoto(): void;
  back(): void;
  startOver(): void;
  leave(): void;
};

export type Actions = {
  everywhere: FrameActions;
  pairs: PairsActions;
  complete: CompleteActions;
  mine: MineActions;
  review: ReviewActions;
  catalogue: CatalogueActions;
  product: ProductActions;
  similar: SimilarActions;
  mirror: MirrorActions;
  grid: GridActions;
  training: TrainingActions;
  practice: PracticeActions;
  disagreements: DisagreementActions;
};

/** One thing a person can do. Its key, button, palette entry and help line all come from this object. */
export type Command<Id extends string = string, P extends Place = Place> = {
  id: Id;
  title: string;
  /** null: reached by palette or button alone. */
  key: string | null;
  /** Another key in places where `key` is taken. */
  keyIn?: Partial<Record<Place, string>>;
  where: P;
  enabled(on: Actions[P]): boolean;
  run(on: Actions[P]): void;
};

/** The keys that a person has given to commands, by id; null: the command has none. */
export type Bindings = Readonly<Record<string, string | null>>;

export function keyOf(command: Pick<Command, "id" | "key" | "keyIn">, place: Place, bindings: Bindings = {}) {
  const bound = bindings[command.id];
  return bound === undefined ? (command.keyIn?.[place] ?? command.key) : bound;
}
