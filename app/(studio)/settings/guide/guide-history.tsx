import { TimeAgo } from "@/app/_ui/time-ago";
import type { GuideEntry } from "@/lib/labels/guide/schema";
import { GuideText } from "../../_bench/guide-text";

/** Every version there was: what people had read when they gave an answer can be looked up. */
export function GuideHistory({ versions }: { versions: GuideEntry[] }) {
  if (versions.length === 0) return null;
  return (
    <section className="mt-14">
      <h2 className="border-t border-line pt-4 text-lead font-semibold">Versions</h2>
      <ul className="mt-2">
        {versions.map(({ number, title, markdown, at, by }, index) => (
          <li key={number} className="border-b border-line py-3">
            <details>
              <summary className="rounded-sm">
                <span className="ml-1 font-medium">{title}</span>
                <span className="ml-3 text-small text-ink-soft">
                  version {number}
                  {index === 0 && ", in force"}, {by ?? "the system"}, <TimeAgo at={at} />
                </span>
              </summary>
              <div className="mt-3 max-w-prose pl-4">
                <GuideText guide={{ title, markdown }} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
