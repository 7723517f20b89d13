import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/bin/migrations/apply";
import { startScratchCluster } from "@/bin/postgres/scratch";
import { TEMPLATE } from "./template-name";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the database `postgres` on the cluster that all test files share. */
    clusterUrl: string;
  }
}

/** One Postgres for the whole run, migrated once; every file then clones the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startScratchCluster();
  await cluster.run(`CREATE DATABASE ${TEMPLATE}`);
  await applyMigrations(project.config.root, cluster.url(TEMPLATE));
  project.provide("clusterUrl", cluster.url("postgres"));
  return cluster.stop;
}
