import type { Bench, Figure } from "@/bin/instance/bench-types";
import { createDemo } from "@/lib/demo/create-demo";
import { simulateAnswers } from "@/lib/demo/simulate-answers";
import { closeJobs } from "@/lib/jobs/boss";
import { champion } from "@/lib/models/data";
import { rankedBy } from "@/lib/queue/data";
import { trainAndRank } from "./arms/train-and-rank";

/* Once round the whole loop on the demo house, with the clock: from an empty database to a queue that a second model of
   each kind has ranked. */

const answers = 200;

function timed(name: string, seconds: number, target: number): Figure {
  return { name, value: seconds, unit: "s", target: `≤ ${target}`, ok: seconds <= target };
}

const bench: Bench = {
  name: "loop",
  async run({ openDatabase, say }) {
    await openDatabase();
    const clock = () => performance.now() / 1_000;
    let began = clock();
    await createDemo({ log: say, train: false });
    const figures = [timed("drawn, imported, embedded, first pairs laid out", clock() - began, 240)];
    say("Training both networks for the first time");
    const first = [await trainAndRank("compatibility", { seed: 1 }), await trainAndRank("category", { seed: 1 })];
    figures.push(timed("both first trainings", first[0]!.train + first[1]!.train, 120));
    figures.push(timed("both queues ranked", first[0]!.rank + first[1]!.rank, 30));
    say(`Answering ${answers} tasks`);
    began = clock();
    const done = await simulateAnswers({ labels: answers, head: "both" });
    if (!done.ok) throw new Error(done.detail);
    figures.push(timed(`${answers} answers leased, given and stored`, clock() - began, 30));
    say("Training again");
    const second = [await trainAndRank("compatibility", { seed: 2 }), await trainAndRank("category", { seed: 2 })];
    figures.push(timed("both second trainings", second[0]!.train + second[1]!.train, 120));
    figures.push(timed("both queues ranked again", second[0]!.rank + second[1]!.rank, 30));
    for (const head of ["compatibility", "category"] as const) {
      const [serving, ranked] = [await champion(head), await rankedBy(head)];
      const ok = serving?.number === 2 && ranked?.version === 2;
      figures.push({
        name: `${head}: version that ranks the queue`,
        value: ranked?.version ?? 0,
        unit: "version",
        target: 2,
        ok,
      });
    }
    await closeJobs();
    return figures;
  },
};
export default bench;
