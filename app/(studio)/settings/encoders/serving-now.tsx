import { count } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { KnownEncoder } from "@/lib/encoders/schema";
import { calledOf, goneWords, sourceWords } from "./encoder-words";

/** What all work rests on now. */
export function ServingNow({ live }: { live: KnownEncoder | undefined }) {
  if (!live)
    return (
      <p className="max-w-prose">
        Nothing is embedded yet. The first import of photos begins with the built-in encoder by itself, unless another
        one is chosen here before.
      </p>
    );
  const { name, version, dimension, source, photos, embedded, licence, isFileGone } = live;
  return (
    <section aria-labelledby="serving-now" className="border-y border-line py-5">
      <h2 id="serving-now" className="text-small font-medium text-ink-soft">
        Serves now
      </h2>
      <p className="mt-1 text-lead font-semibold break-words">{calledOf(name)}</p>
      <p className="first-letter:uppercase mt-1 text-small break-words text-ink-soft">
        {sourceWords(source)} · version <code>{version}</code> · {count(dimension)} numbers a photo
        {licence && ` · licence ${licence}`}
      </p>
      <p className="tabular mt-1 text-small text-ink-soft">
        {embedded === photos
          ? `All ${count(photos)} photos are embedded.`
          : `${count(embedded)} of ${count(photos)} photos are embedded${isFileGone ? "" : "; the worker is at the rest"}.`}
      </p>
      {isFileGone && (
        <div className="mt-3">
          <Notice>{goneWords(source)}</Notice>
        </div>
      )}
    </section>
  );
}
