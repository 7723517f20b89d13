/** A price as people write it ("12.99", "12,99 €", "1.234,50") → "12.99". null when it is no amount of 0 or more, or
 *  has more than ten digits. One or two digits behind
 *  the last separator are cents, three are thousands. */
export function parsePrice(text: string): string | null {
  const bare = text
    .replace(/^(?:[A-Z]{3}|\p{Sc})\s*|\s*(?:[A-Z]{3}|\p{Sc})$/gu, "")
    .replace(/(?<=\d)[\s'’](?=\d{3})/g, "");
  const match =
    /^(?:(\d+)(?:[.,](\d{1,2}))?|(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?|(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?)$/.exec(
      bare,
    );
  if (!match) return parseLongDecimal(bare);
  const whole = (match[1] ?? match[3] ?? match[5] ?? "").replace(/[.,]/g, "").replace(/^0+(?=\d)/, "");
  const cents = match[2] ?? match[4] ?? match[6] ?? "";
  return whole.length > 10 ? null : `${whole}.${cents.padEnd(2, "0")}`;
}

/** Databases print prices with four digits behind the point: 12.9900. Only zeros may be dropped. */
function parseLongDecimal(text: string): string | null {
  const match = /^(\d{1,10})[.,](\d{2})0+$/.exec(text);
  return match ? `${match[1]}.${match[2]}` : null;
}

const largestStock = 2_147_483_647;

/** Pieces in stock: a whole number of 0 or more ("12", "12.0"). null when it is something else. */
export function parseStock(text: string): number | null {
  if (!/^\d+(?:[.,]0+)?$/.test(text)) return null;
  const count = Number.parseInt(text, 10);
  return count <= largestStock ? count : null;
}
