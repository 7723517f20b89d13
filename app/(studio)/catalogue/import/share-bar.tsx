/** How far something is; without a share it only says that it goes on. */
export function ShareBar({ label, share }: { label: string; share: number | null }) {
  return (
    <progress
      aria-label={label}
      value={share ?? undefined}
      max={1}
      className="block h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
    />
  );
}
