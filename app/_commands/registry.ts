import { catalogue, product } from "./registry/catalogue";
import { candidates, complete } from "./registry/complete";
import { disagreements } from "./registry/disagreements";
import { frameCommands } from "./registry/frame";
import { grid } from "./registry/grid";
import { mine } from "./registry/mine";
import { mirror } from "./registry/mirror";
import { pairs, reasons } from "./registry/pairs";
import { practice } from "./registry/practice";
import { review } from "./registry/review";
import { similar } from "./registry/similar";
import { training } from "./registry/training";

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
  ...Object.values(similar),
  ...Object.values(mirror),
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
