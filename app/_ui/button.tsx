import clsx from "clsx";
import type { ComponentProps } from "react";

const kinds = {
  primary: "bg-accent text-on-accent hover:opacity-90 disabled:opacity-50",
  outline: "border border-edge text-ink hover:bg-sunken disabled:opacity-50",
  plain: "text-ink-soft hover:text-ink hover:bg-sunken disabled:opacity-50",
} as const;

export type ButtonKind = keyof typeof kinds;
type Props = ComponentProps<"button"> & { kind?: ButtonKind };

export function Button({ kind = "outline", className, type = "button", ...rest }: Props) {
  return <button type={type} className={clsx(buttonClass, kinds[kind], className)} {...rest} />;
}

const buttonClass =
  "inline-flex min-h-9 items-center justify-center gap-2 rounded-md px-3.5 text-body font-medium transition-colors duration-100";

/** The same look for a link. */
export const buttonLook = (kind: ButtonKind): string => clsx(buttonClass, kinds[kind]);
