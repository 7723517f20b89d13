import type { Compared } from "@/lib/encoders/schema";
import { Whisker } from "../../../training/whisker";
import { figureText } from "../../../training/words";
import { changeText, verdictOf } from "../encoder-words";

type Props = { title: string; says: string; compared: Compared; names: [string, string] };

const verdicts = { better: "Surely better", worse: "Surely worse", level: "Not to be told apart" };

/** One measure of both encoders, each with its interval, and their difference under the same draws. */
export function FigurePair({ title, says, compared, names }: Props) {
  const from = Math.max(0, Math.floor(10 * (Math.min(compared.live.lower, compared.next.lower) - 0.05)) / 10);
  return (
    <div className="border-t border-line pt-4">
      <h3 className="font-semibold">{title}</h3>
      <ul className="tabular mt-2 space-y-2">
        {([names[0], names[1]] as const).map((name, at) => {
          const figure = at === 0 ? compared.live : compared.next;
          return (
            <li key={at === 0 ? "live" : "next"}>
              <div className="flex flex-wrap justify-between gap-x-3">
                <span className="min-w-0 break-words">
                  {at === 0 ? "Now" : "New"}
                  <span className="sr-only">, {name}</span>
                </span>
                <span>{figureText(figure)}</span>
              </div>
              <Whisker figure={figure} controls={[]} from={from} />
            </li>
          );
        })}
      </ul>
      <p className="tabular mt-2 font-medium">
        {verdicts[verdictOf(compared)]}: {changeText(compared)}
      </p>
      <p className="mt-2 text-small text-pretty text-ink-soft">{says}</p>
    </div>
  );
}
