import Link from "next/link";

/** Tells everybody, on every screen, that it has changed who sees figures by name. */
export function NamedFiguresLine({ news }: { news: { isOn: boolean; at: string } | null }) {
  if (!news) return null;
  return (
    <p role="status" className="bg-sunken px-4 py-1.5 text-center text-small text-pretty">
      {news.isOn
        ? "Managers now see by name how many answers are given, how long they take and how far they agree."
        : "Managers no longer see figures by name."}{" "}
      <Link href="/pairs/figures" className="font-medium text-accent underline underline-offset-2">
        See your own figures
      </Link>
    </p>
  );
}
