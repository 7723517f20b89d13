import { importJobs } from "@/lib/catalogue/import-jobs/jobs";
import { embedJobs } from "@/lib/catalogue/jobs";
import { encoderJobs } from "@/lib/encoders/jobs";
import { ruleJobs } from "@/lib/flags/catalogue-rules/jobs";
import { sourceChangeJobs } from "@/lib/flags/source-changes/jobs";
import { type JobRegistry, registryOf } from "@/lib/jobs/registry";
import { trainingJobs } from "@/lib/training/jobs";

/** The handlers of all features. Throws when a contract lacks its handler or has two. */
export const allJobs = (): JobRegistry =>
  registryOf([...embedJobs, ...encoderJobs, ...importJobs, ...ruleJobs, ...sourceChangeJobs, ...trainingJobs]);
