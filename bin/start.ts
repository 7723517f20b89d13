import { parseArgs } from "node:util";
import { parseEnv } from "@/lib/env";
import { openProgress } from "./instance/progress";
import { Refusal } from "./instance/refusal";
import { runMain } from "./instance/run-main";
import { startInstance } from "./instance/start-instance";
import { whenAskedToStop } from "./instance/stop-signal";

const HELP = `npm start [-- --empty]
  Starts Toile: its database, web server and worker. Ctrl-C stops them.
  --empty   begin without the demo house
Variables: TOILE_HOME, TOILE_STORE, PORT, HOST, DATABASE_URL and the others in README.md.`;

await runMain(async () => {
  const { values } = parse();
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const root = process.cwd();
  const stopping = whenAskedToStop();
  const progress = openProgress();
  const instance = await startInstance({
    root,
    environment: readEnvironment(root),
    isEmpty: values.empty,
    progress,
    stopping,
  });
  if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener("abort", resolve, { once: true }));
  progress.say("Stopping …");
  await instance.stop();
  progress.say("Stopped.");
  return 0;
});

function parse() {
  try {
    return parseArgs({
      options: { empty: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split(".")[0]}; npm start -- --help lists what there is.`);
  }
}

function readEnvironment(root: string) {
  try {
    return parseEnv(process.env, root);
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}
