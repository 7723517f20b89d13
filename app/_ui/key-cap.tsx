const names: Record<string, string> = {
  enter: "↵",
  "mod+k": "⌘K",
  escape: "Esc",
  arrowright: "→",
  arrowleft: "←",
  arrowdown: "↓",
  arrowup: "↑",
};

/** How a key is written on screen. */
export const keyName = (key: string): string => names[key] ?? key.toUpperCase();

export function KeyCap({ of: key }: { of: string }) {
  return (
    <kbd className="inline-grid pointer-coarse:hidden min-w-5 place-items-center rounded-sm border border-line bg-raised px-1 font-sans text-small leading-[1.125rem] text-ink-soft">
      {keyName(key)}
    </kbd>
  );
}
