import { handles } from "../../jobs/registry";
import { asSystem } from "../../users/allow";
import { raiseSourceFlags } from "./raise-source-flags";

/** The worker's part: what an import contests is asked. */
export const sourceChangeJobs = [
  handles("raise-source-flags", async ({ importId }) => {
    await raiseSourceFlags(asSystem("job", "compare sources"), { importId });
  }),
];
