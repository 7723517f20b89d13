import { Markdown } from "@/app/_ui/markdown";
import { photoUrl } from "@/lib/catalogue/schema";
import { photoScheme } from "@/lib/labels/guide/schema";
import type { Guide } from "@/lib/labels/schema";

const sha = /^[0-9a-f]{64}$/;

/** Pictures come from the catalogue alone: a guide loads nothing from elsewhere. */
function pictureUrl(reference: string): string | null {
  const sha256 = reference.startsWith(photoScheme) ? reference.slice(photoScheme.length) : "";
  return sha.test(sha256) ? photoUrl(sha256, "thumb") : null;
}

type Props = { guide: Pick<Guide, "title" | "markdown"> };

/** A guide's text with its pictures, as it is read below its title. */
export const GuideText = ({ guide }: Props) => <Markdown text={bodyOf(guide)} pictureUrl={pictureUrl} />;

/** The title stands above already: a guide that begins with it would say it twice. */
function bodyOf({ title, markdown }: Props["guide"]): string {
  const [first = "", ...rest] = markdown.trimStart().split("\n");
  return first.replace(/^#+\s*/, "").trim() === title.trim() ? rest.join("\n") : markdown;
}
