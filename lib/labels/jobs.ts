import type { Chore } from "../jobs/worker";
import { asSystem } from "../users/allow";
import { raiseReports } from "./raise-reports";

const reportsEveryMs = 10_000;

/** What stylists report while they judge pairs becomes flags within seconds, outside their answers' own transactions. */
export const reportChore: Chore = {
  name: "reports",
  everyMs: reportsEveryMs,
  run: async () => {
    await raiseReports(asSystem("job", "reports"));
  },
};
