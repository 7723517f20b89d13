import { handles } from "../../jobs/registry";
import { asSystem } from "../../users/allow";
import { applyRules } from "./apply-rules";

/** The worker's part of the rules: what an import brought meets those that stand. */
export const ruleJobs = [
  handles("apply-rules", async ({ importId }) => {
    await applyRules(asSystem("job", "apply rules"), { importId });
  }),
];
