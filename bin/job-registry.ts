import { embedJobs } from "@/lib/catalogue/jobs";
import { ruleJobs } from "@/lib/flags/catalogue-rules/jobs";
import { type JobRegistry, registryOf } from "@/lib/jobs/registry";
import { trainingJobs } from "@/lib/training/jobs";

/** The handlers of all features. Throws when a contract lacks its handler or has two. */
export const allJobs = (): JobRegistry => registryOf([...embedJobs, ...ruleJobs, ...trainingJobs]);
