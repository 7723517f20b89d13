import { closeDb } from "../../db";
import { serveNeighbours } from "./serve-neighbours";

/* The search process of a machine: started by a worker (jobs.ts), it leaves with it. */

const stopping = new Promise<void>((resolve) => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  process.once("disconnect", () => resolve());
});

const served = await serveNeighbours();
if (served) {
  console.log(
    `neighbours: process ${process.pid} serves ${served.size()} products after ${process.uptime().toFixed(1)} s`,
  );
  await stopping;
  await served.stop();
}
await closeDb();
process.exit(0);
