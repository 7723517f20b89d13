import { Fragment, type ReactNode } from "react";

type Block = { kind: "h2" | "h3" | "p" | "ul" | "ol" | "blockquote" | "pictures"; lines: string[] };

const picture = /!\[([^\]]*)\]\(([^)\s]+)\)/g;
const patterns: [Block["kind"], RegExp][] = [
  // A line of nothing but pictures; they stand side by side.
  ["pictures", /^(?=\s*(!\[[^\]]*\]\([^)\s]+\)\s*)+$)/],
  ["h3", /^#{3,}\s+/],
  ["h2", /^#{1,2}\s+/],
  ["ul", /^\s*[-*]\s+/],
  ["ol", /^\s*\d+[.)]\s+/],
  ["blockquote", /^>\s?/],
];

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let isFresh = true;
  for (const line of markdown.split(/\r?\n/)) {
    if (line.trim() === "") {
      isFresh = true;
      continue;
    }
    const [kind, pattern] = patterns.find(([, found]) => found.test(line)) ?? (["p", /^/] as const);
    const text = line.replace(pattern, "").trim();
    const last = blocks.at(-1);
    const continues = last && !isFresh && kind === "p" && last.kind !== "h2" && last.kind !== "h3";
    if (continues) last.lines.push(`${last.lines.pop()} ${text}`);
    else if (last?.kind === kind && (kind === "ul" || kind === "ol")) last.lines.push(text);
    else blocks.push({ kind, lines: [text] });
    isFresh = false;
  }
  return blocks;
}

/** Bold, italic and code. Everything else stays text: a guide is written by people, so no HTML passes. */
function inline(text: string): ReactNode {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|_[^_]+_|`[^`]+`)/).map((part, index) => {
    const key = `${index}:${part}`;
    if (part.startsWith("**") && part.length > 4) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (/^[*_][^*_]+[*_]$/.test(part)) return <em key={key}>{part.slice(1, -1)}</em>;
    if (/^`[^`]+`$/.test(part)) return <code key={key}>{part.slice(1, -1)}</code>;
    return <Fragment key={key}>{part}</Fragment>;
  });
}

type Props = {
  text: string;
  /** Where the picture that a text names is found; null for one that it may not show, whose caption stands alone. */
  pictureUrl?: (reference: string) => string | null;
};

/** The markdown that a guide needs: headings, paragraphs, lists, quotes, emphasis, pictures on lines of their own. */
export function Markdown({ text, pictureUrl = () => null }: Props) {
  return (
    <div className="prose-guide">
      {blocksOf(text).map(({ kind: Tag, lines }, index) => {
        const key = `${index}:${lines[0]}`;
        if (Tag === "pictures") return <Pictures key={key} line={lines.join(" ")} pictureUrl={pictureUrl} />;
        if (Tag !== "ul" && Tag !== "ol") return <Tag key={key}>{inline(lines.join(" "))}</Tag>;
        return (
          <Tag key={key}>
            {lines.map((line) => (
              <li key={line}>{inline(line)}</li>
            ))}
          </Tag>
        );
      })}
    </div>
  );
}

function Pictures({ line, pictureUrl }: { line: string; pictureUrl: NonNullable<Props["pictureUrl"]> }) {
  return (
    <div className="flex flex-wrap gap-3">
      {Array.from(line.matchAll(picture), ([, caption = "", reference = ""]) => {
        const url = pictureUrl(reference);
        return (
          <figure key={`${caption} ${reference}`} className="w-28 min-w-0">
            {url && (
              <img
                src={url}
                alt={caption}
                loading="lazy"
                className="aspect-3/4 w-full rounded-sm bg-mat object-contain"
              />
            )}
            {caption && (
              <figcaption aria-hidden={url !== null} className="mt-1 text-small text-ink-soft">
                {caption}
              </figcaption>
            )}
          </figure>
        );
      })}
    </div>
  );
}
