import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

const look = "min-h-9 w-full rounded-md border border-edge bg-raised px-3 py-1.5 text-body";

/** A labelled field of a form. */
export function Field({
  label,
  note,
  className,
  ...input
}: ComponentProps<"input"> & { label: string; note?: string }) {
  return (
    <label className={clsx("block text-small font-medium", className)}>
      {label}
      <input {...input} className={clsx("mt-1 block", look)} />
      {note && <span className="mt-1 block font-normal text-ink-soft">{note}</span>}
    </label>
  );
}

/** A labelled choice of a form. */
export function Choice({
  label,
  children,
  className,
  ...select
}: ComponentProps<"select"> & { label: string; children: ReactNode }) {
  return (
    <label className={clsx("block text-small font-medium", className)}>
      {label}
      <select {...select} className={clsx("mt-1 block", look)}>
        {children}
      </select>
    </label>
  );
}
