"use client";
import { useEffect, useState } from "react";
import type { RetrainRules } from "@/lib/training/retrain/schema";

type Props = {
  hour: number;
  timeZone: string;
  isUsed: boolean;
  onChange: (part: Pick<RetrainRules, "hour"> | Pick<RetrainRules, "timeZone">) => void;
};

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const look = "min-h-9 rounded-md border border-edge bg-raised px-2";

/** The hour of the night, by the house's clock. */
export function NightClock({ hour, timeZone, isUsed, onChange }: Props) {
  // The server knows no browser's zone, and lists may differ between the two.
  const [zones, setZones] = useState<string[]>([timeZone]);
  const [here, setHere] = useState<string | null>(null);
  useEffect(() => {
    setZones(["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]);
    setHere(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, []);
  const listed = zones.includes(timeZone) ? zones : [timeZone, ...zones];
  return (
    <fieldset>
      <legend className="font-medium">The night’s run begins at</legend>
      <p className="text-small text-ink-soft">
        {isUsed
          ? "A worker that was away at the hour catches up within six hours, or leaves it to the next night."
          : "No network trains at night; the hour counts once one does."}{" "}
        The overview’s days and weeks follow the same clock.
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <select
          aria-label="Hour"
          value={hour}
          onChange={(event) => onChange({ hour: Number(event.target.value) })}
          className={`tabular ${look}`}
        >
          {hours.map((one) => (
            <option key={one} value={one}>
              {String(one).padStart(2, "0")}:00
            </option>
          ))}
        </select>
        <select
          aria-label="Time zone"
          value={timeZone}
          onChange={(event) => onChange({ timeZone: event.target.value })}
          className={`max-w-full ${look}`}
        >
          {listed.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
        {here && here !== timeZone && (
          <button
            type="button"
            onClick={() => onChange({ timeZone: here })}
            className="min-h-6 text-small underline underline-offset-2"
          >
            Use {here.replaceAll("_", " ")}, where you are
          </button>
        )}
      </div>
    </fieldset>
  );
}
