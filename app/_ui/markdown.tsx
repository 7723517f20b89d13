import { Fragment, type ReactNode } from "react";

type Block = { kind: "h2" | "h3" | "p" | "ul" | "ol" | "blockquote"; lines: string[] };

const patterns: [Block["kind"], RegExp][] = [
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

/** The markdown that a style guide needs: headings, paragraphs, lists, quotes, emphasis. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-guide">
      {blocksOf(text).map(({ kind: Tag, lines }, index) => {
        const key = `${index}:${lines[0]}`;
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
