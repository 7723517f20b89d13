import Link from "next/link";

/** What stands above a page, over its heading: where it belongs, and the way back there. */
export const WayUp = ({ to, children }: { to: string; children: string }) => (
  <nav aria-label="Where this is" className="mb-1 text-small print:hidden">
    <Link href={to} className="text-ink-soft hover:text-ink">
      {children}
    </Link>
  </nav>
);
