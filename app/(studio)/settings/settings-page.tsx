import clsx from "clsx";
import type { ReactNode } from "react";
import { WayUp } from "@/app/_ui/way-up";

/** One page below Settings, with the way back. */
type Props = {
  title: string;
  isWide?: boolean;
  /** For whom Settings itself is closed there is no way back to it. */
  isAlone?: boolean;
  children: ReactNode;
};

export function SettingsPage({ title, isWide, isAlone, children }: Props) {
  return (
    <div className={clsx("mx-auto w-full px-4 py-8 sm:px-8", isWide ? "max-w-6xl" : "max-w-3xl")}>
      {!isAlone && <WayUp to="/settings">Settings</WayUp>}
      <h1 className="mb-6">{title}</h1>
      {children}
    </div>
  );
}
