import type { ReactNode } from "react";

const Glyph = ({ children, size = 16 }: { children: ReactNode; size?: number }) => (
  <svg
    viewBox="0 0 16 16"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
    className="shrink-0"
  >
    {children}
  </svg>
);

/** Shapes that tell verdicts apart without colour. */
export const verdictGlyphs = {
  fits: (
    <Glyph>
      <circle cx="6" cy="8" r="4" />
      <circle cx="10" cy="8" r="4" />
    </Glyph>
  ),
  clashes: (
    <Glyph>
      <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
    </Glyph>
  ),
  unsure: (
    <Glyph>
      <path d="M2 8c1.5-3 3.5-3 6 0s4.5 3 6 0" />
    </Glyph>
  ),
  notChosen: (
    <Glyph>
      <circle cx="8" cy="8" r="5" strokeDasharray="2.2 2.6" />
    </Glyph>
  ),
  keep: (
    <Glyph>
      <path d="M3 8.5l3.2 3.2L13 4.8" />
    </Glyph>
  ),
  take: (
    <Glyph>
      <path d="M2.5 8h11M9.5 4l4 4-4 4" />
    </Glyph>
  ),
  other: (
    <Glyph>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.2l3.3 3.3" />
    </Glyph>
  ),
  ambiguous: (
    <Glyph>
      <path d="M8 2.5v4M8 6.5L3.5 13M8 6.5l4.5 6.5" />
    </Glyph>
  ),
  undecidable: (
    <Glyph>
      <path d="M5.5 6a2.5 2.5 0 1 1 3.7 2.2c-.8.45-1.2.9-1.2 1.8M8 12.8v.1" />
    </Glyph>
  ),
} as const;

export const glyphs = {
  skip: (
    <Glyph>
      <path d="M4 4l4 4-4 4M9 4l4 4-4 4" />
    </Glyph>
  ),
  undo: (
    <Glyph>
      <path d="M6 3.5L2.5 7 6 10.5M2.5 7H10a3.5 3.5 0 0 1 0 7H7" />
    </Glyph>
  ),
  system: (
    <Glyph>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </Glyph>
  ),
  light: (
    <Glyph>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1" />
    </Glyph>
  ),
  dark: (
    <Glyph>
      <path d="M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z" />
    </Glyph>
  ),
  close: (
    <Glyph>
      <path d="M4 4l8 8M12 4l-8 8" />
    </Glyph>
  ),
  down: (
    <Glyph size={12}>
      <path d="M4 6.5l4 4 4-4" />
    </Glyph>
  ),
  pairs: (
    <Glyph size={20}>
      <circle cx="6" cy="8" r="4" />
      <circle cx="10" cy="8" r="4" />
    </Glyph>
  ),
  review: (
    <Glyph size={20}>
      <path d="M2.5 3.5h11v9h-11zM5.5 8.2l1.8 1.8 3.4-3.8" />
    </Glyph>
  ),
  catalogue: (
    <Glyph size={20}>
      <path d="M2.5 2.5h4.5v5h-4.5zM9 2.5h4.5v5h-4.5zM2.5 9.5h4.5v4h-4.5zM9 9.5h4.5v4h-4.5z" />
    </Glyph>
  ),
  training: (
    <Glyph size={20}>
      <path d="M2.5 12.5c3 0 3.5-8 6-8s2 4 5 3.5" />
    </Glyph>
  ),
  overview: (
    <Glyph size={20}>
      <path d="M3 13V8.5M8 13V3M13 13V6" />
    </Glyph>
  ),
  more: (
    <Glyph size={20}>
      <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" strokeWidth="2.2" />
    </Glyph>
  ),
} as const;
