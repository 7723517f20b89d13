"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { count } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { WayUp } from "@/app/_ui/way-up";
import {
  type ImportCard,
  type ImportSettings,
  isBusy,
  type SavedMapping,
  type TableSample,
} from "@/lib/catalogue/import-jobs/schema";
import type { Result } from "@/lib/result";
import { formatWords, kindWords, size } from "../kind-words";
import { type Decided, MappingForm } from "./mapping-form";
import { OutcomeView } from "./outcome-view";
import { PhotosDrop } from "./photos-drop";
import { PlanView } from "./plan-view";
import type { ReadChoice } from "./read-fields";
import { RunningView } from "./running-view";
import { TableForm } from "./table-form";
import { useLiveImport } from "./use-live-import";

type Props = { card: ImportCard; sample: Result<TableSample> | null; mappings: SavedMapping[] };

/** One dropped file: its columns, what would change, and its way in. */
export function JobScreen({ card: initial, sample: first, mappings }: Props) {
  const router = useRouter();
  const [card, setCard] = useLiveImport(initial);
  const [sample, setSample] = useState(first);
  const [failure, setFailure] = useState<string | null>(null);
  const [isEditing, setIsEditing] = useState(false);
  const path = `/api/imports/${card.id}`;
  const reload = async () => {
    const answer = await call<ImportCard>(path);
    if (answer.ok) setCard(answer.value);
  };
  const post = async (way: string, body: unknown = {}) => {
    const answer = await call<{ id: string }>(`${path}/${way}`, { body });
    setFailure(answer.ok ? null : answer.sentence);
    await reload();
    return answer.ok;
  };
  const readAnew = async (read: ReadChoice) => {
    const query = new URLSearchParams(Object.entries(read).filter((entry): entry is [string, string] => !!entry[1]));
    const answer = await call<TableSample>(`${path}/sample?${query}`);
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) setSample({ ok: true, value: answer.value });
  };
  const check = async (settings: Partial<ImportSettings>) => {
    setIsEditing(false);
    const read = sample?.ok ? { sheet: sample.value.sheet ?? undefined } : {};
    if (!(await post("check", { ...card.settings, ...read, ...settings }))) setIsEditing(true);
  };
  const decide = async ({ mapping, source, isWhole }: Decided) => {
    const saved = await call("/api/imports/mappings", { body: { name: source, mapping } });
    if (!saved.ok) return setFailure(saved.sentence);
    await check({ mapping, source, isWhole, delimiter: mapping.delimiter, encoding: mapping.encoding });
  };
  const { status, plan, outcome } = card;
  const isSent = card.way === "sent";
  const isStopped = (status === "failed" || status === "cancelled") && card.isBegun;
  const isAsking = isSent && !isStopped && !isBusy(status) && (status !== "checked" || isEditing) && outcome === null;
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-8 sm:px-8">
      <WayUp to="/catalogue/import">Import</WayUp>
      <h1 className="break-words">{card.fileName}</h1>
      <p className="mt-1 text-small text-ink-soft">
        {kindWords[card.kind].name} · {formatWords[card.format]} ·{" "}
        {card.bytes === null ? "by the command line" : size(card.bytes)}
        {card.twinOf && " · this very file was brought in before; again it changes nothing unless the mapping differs"}
      </p>
      {(failure ?? (status === "failed" ? card.reason : null)) && (
        <div className="mt-4">
          <Notice>{failure ?? card.reason}</Notice>
        </div>
      )}
      {isAsking && card.kind === "catalogue" && sample && !sample.ok && (
        <div className="mt-4">
          <Notice>{sample.detail}</Notice>
        </div>
      )}
      {isAsking && card.kind === "catalogue" && sample?.ok && (
        <>
          <PhotosDrop card={card} onSent={reload} />
          <MappingForm
            card={card}
            key={`${sample.value.delimiter}${sample.value.encoding}${sample.value.sheet}`}
            sample={sample.value}
            mappings={mappings}
            initial={{
              mapping: card.settings.mapping ?? null,
              source: card.settings.source ?? "",
              isWhole: card.settings.isWhole,
            }}
            onRead={readAnew}
            onDecide={decide}
          />
        </>
      )}
      {isAsking && card.kind !== "catalogue" && <TableForm card={card} onDecide={check} />}
      {isBusy(status) && isSent && <RunningView card={card} onCancel={() => post("cancel")} />}
      {isStopped && !isSent && (
        <p className="mt-8">
          The command line stopped half-way. What is written stays; the same command again goes over all of it and
          counts nothing twice.
        </p>
      )}
      {isStopped && isSent && (
        <section aria-label="Stopped" className="mt-8">
          <p>
            {card.doneRows === 0
              ? "It was stopped before its first rows were written. Nothing of it is in the catalogue yet."
              : `It was stopped after ${count(card.doneRows)} rows. What is written stays; going on counts nothing twice.`}
          </p>
          <div className="mt-5">
            <Button kind="primary" onClick={() => post("apply")}>
              Go on with it
            </Button>
          </div>
        </section>
      )}
      {status === "checked" && plan && !isEditing && (
        <>
          <PlanView card={card} plan={plan} />
          <div className="sticky bottom-0 mt-8 flex flex-wrap gap-3 border-t border-line bg-ground py-4 max-sm:bottom-14">
            <Button
              kind="primary"
              disabled={plan.added + plan.changed + plan.delisted + plan.unchanged === 0}
              onClick={() => post("apply")}
            >
              Bring it in
            </Button>
            <Button
              onClick={() => {
                setIsEditing(true);
                router.refresh();
              }}
            >
              Change the mapping
            </Button>
          </div>
        </>
      )}
      {outcome && <OutcomeView card={card} outcome={outcome} />}
    </div>
  );
}
