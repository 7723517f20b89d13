import clsx from "clsx";

/** A quiet place-holder of the size of what comes. */
export const Skeleton = ({ className }: { className: string }) => (
  <div aria-hidden className={clsx("waiting rounded-sm bg-sunken", className)} />
);

export const Loading = ({ children, label }: { children: React.ReactNode; label: string }) => (
  <div role="status" aria-label={label}>
    {children}
  </div>
);
