import Link from "next/link";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { ProductCard } from "@/lib/catalogue/schema";
import type { VersionHistory } from "@/lib/models/data";
import type { StoredEvaluation } from "@/lib/models/evaluation/data";
import { findingOf } from "@/lib/models/evaluation/rules";
import type { VersionCard } from "@/lib/models/schema";
import { Band } from "../../overview/band";
import { FiguresTable } from "../figures-table";
import { GateTable } from "../gate-table";
import { headWords } from "../words";
import { Calibration } from "./calibration";
import { CardActions } from "./card-actions";
import { Changes } from "./changes";
import { Confusion } from "./confusion";
import { Curves } from "./curves";
import { Examples } from "./examples";
import { Groups } from "./groups";
import type { Cell } from "./names";
import { Provenance } from "./provenance";
import { Purpose } from "./purpose";
import { Slices } from "./slices";

type Props = {
  version: VersionCard;
  serving: VersionCard | null;
  history: VersionHistory;
  evaluation: StoredEvaluation | null;
  cell: Cell | null;
  products: Map<string, ProductCard>;
  now: number;
};

/** The model card of one version: what it is for, how good it is on what, where it errs, what it was made of. */
export function CardScreen({ version, serving, history, evaluation, cell, products, now }: Props) {
  const { card = null, gate = null } = evaluation ?? {};
  const against = `v${gate?.againstNumber ?? version.parentNumber ?? "?"}`;
  const names = { version: `v${version.number}`, against };
  const said = gate && findingOf(version.head, against, gate);
  return (
    <div className="mx-auto w-full max-w-6xl space-y-14 px-4 py-8 sm:px-8">
      <header>
        <Link href="/training" className="text-small text-ink-soft hover:text-ink">
          Training
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1>
            {headWords[version.head].name} {names.version}
          </h1>
          {version.isChampion && (
            <span className="rounded-full bg-accent-wash px-2.5 text-small font-medium text-accent">serves</span>
          )}
          <span className="text-small text-ink-soft">
            trained <TimeAgo at={version.createdAt} now={now} />
            {history.startedBy && `, started by ${history.startedBy}`}
          </span>
        </div>
        <p className="mt-4 max-w-3xl text-lead text-pretty" suppressHydrationWarning>
          {said
            ? `${names.version} ${said.finding}. ${version.isChampion ? "" : said.advice}`
            : evaluation
              ? `${names.version} was the first of its kind: nothing served before it.`
              : `${names.version} is being measured; its figures come in a minute.`}
        </p>
        <CardActions version={version} serving={serving} measuredAt={evaluation?.at ?? null} now={now} />
      </header>
      {gate && gate.figures.length > 0 && (
        <Band question={`Better than ${against}?`}>
          <GateTable gate={gate} champion={against} challenger={names.version} />
        </Band>
      )}
      {card && (
        <>
          <Slices card={card} head={version.head} names={names} />
          <Curves card={card} head={version.head} names={names} />
          <Calibration card={card} names={names} />
          <Groups card={card} head={version.head} names={names} />
          <Confusion card={card} version={version} cell={cell} products={products} names={names} />
          <Band question="Where is it most wrong?">
            <Examples examples={card.mistakes} products={products} names={names} empty="It made no mistake there." />
          </Band>
          <Changes card={card} products={products} names={names} />
        </>
      )}
      <details>
        <summary className="w-fit rounded-sm text-small text-ink-soft hover:text-ink">
          Every figure from the day it was trained
        </summary>
        <div className="mt-3">
          <FiguresTable metrics={version.metrics} caption={`Figures of ${names.version}`} />
        </div>
      </details>
      <Provenance version={version} history={history} now={now} />
      <Purpose head={version.head} warnings={version.metrics.warnings} />
    </div>
  );
}
