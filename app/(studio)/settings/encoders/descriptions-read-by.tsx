import { count } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { DescriptionsCard, KnownDescriptions } from "@/lib/encoders/descriptions/schema";
import { calledOf, textSourceWords } from "./encoder-words";

/** What trainings read descriptions by from now on, and what the version that serves does, where that is another. */
export function ReadBy({ live, serving }: DescriptionsCard) {
  const isOther = serving !== null && serving.descriptions?.id !== live?.id;
  return (
    <div className="mt-3 border-y border-line py-4">
      {live ? (
        <Known known={live} />
      ) : (
        <p className="text-small">
          Not chosen yet: the first training counts the words of your catalogue and reads them the built-in way.
        </p>
      )}
      {live && isOther && (
        <p className="mt-2 max-w-prose text-small text-ink-soft">
          v{serving.number} serves and goes on with what it learnt by:{" "}
          {serving.descriptions ? calledOf(serving.descriptions.name) : "hashed words, or no descriptions at all"}.
        </p>
      )}
      {live?.isFileGone && (
        <div className="mt-3">
          <Notice>
            Its files are not there any more. Put them back at {live.source.replace(/^\w+:/, "")}: until then new
            descriptions count as unknown.
          </Notice>
        </div>
      )}
    </div>
  );
}

function Known({
  known: { name, version, dimension, source, licence, embedded, texts },
}: {
  known: KnownDescriptions;
}) {
  const isBuiltin = source === "builtin";
  return (
    <>
      <p className="font-medium break-words">{calledOf(name)}</p>
      <p className="first-letter:uppercase tabular mt-1 text-small break-words text-ink-soft">
        {textSourceWords(source)} · version <code>{version}</code> · {count(dimension)} numbers a text
        {licence && ` · licence ${licence}`}
      </p>
      <p className="tabular mt-1 text-small text-ink-soft">
        {texts === 0
          ? "No product has a description yet."
          : embedded >= texts
            ? `All ${count(texts)} descriptions are embedded.`
            : `${count(embedded)} of ${count(texts)} descriptions are embedded; ${isBuiltin ? "the rest follow when they are first asked for" : "the worker is at the rest"}.`}
      </p>
    </>
  );
}
