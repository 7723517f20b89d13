import { headlineOf } from "@/lib/models/rules";
import type { VersionCard } from "@/lib/models/schema";
import { figureText } from "./words";

/** The headline of a version beside that of the one that serves, as each was measured when it was trained. */
export function FigureLines({ version, serving }: { version: VersionCard; serving: VersionCard | undefined }) {
  const asking = headlineOf(version.head, version.metrics);
  const now = serving ? headlineOf(version.head, serving.metrics) : null;
  return (
    <div>
      <p className="text-small text-ink-soft">{asking.headlineName}, each when it was trained</p>
      <dl className="tabular mt-1">
        <Line name={`v${version.number}`} text={asking.headline ? figureText(asking.headline) : "not measured"} />
        {serving && (
          <Line
            name={`v${serving.number}, serving now`}
            text={now?.headline ? figureText(now.headline) : "not measured"}
          />
        )}
      </dl>
    </div>
  );
}

const Line = ({ name, text }: { name: string; text: string }) => (
  <div className="flex justify-between gap-4 border-b border-line py-1.5">
    <dt>{name}</dt>
    <dd>{text}</dd>
  </div>
);
