import { Button } from "@/app/_ui/button";

/** The target lies in the page's address: a plain form, so that it works before any script. */
export function TargetForm({ target }: { target: number }) {
  return (
    <form method="get" className="flex items-end gap-3 print:hidden">
      <label className="block">
        <span className="block text-small text-ink-soft">Target, from .5 to .999</span>
        <input
          name="target"
          type="number"
          min={0.5}
          max={0.999}
          step={0.001}
          required
          defaultValue={target}
          key={target}
          className="tabular mt-1 min-h-9 w-28 rounded-md border border-edge bg-raised px-2 text-right"
        />
      </label>
      <Button type="submit">Forecast</Button>
    </form>
  );
}
