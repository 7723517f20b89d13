/** A table as a file. */
export const Download = ({ href, of }: { href: string; of: string }) => (
  <a
    href={href}
    download
    aria-label={`${of} as CSV`}
    className="mt-3 inline-block rounded-sm text-small font-medium text-accent underline underline-offset-4 print:hidden"
  >
    Download as CSV
  </a>
);
