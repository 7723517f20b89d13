import { num } from "../path";
import { mix } from "../tint";

/** A belt buckle with its tongue, its middle at (x, y). */
export function buckle(x: number, y: number, width: number, height: number, metal: string): string {
  const rim = (stroke: string, thick: number) =>
    `<rect x="${num(x - width / 2)}" y="${num(y - height / 2)}" width="${width}" height="${height}" rx="3" fill="none" stroke="${stroke}" stroke-width="${thick}"/>`;
  return `${rim("#241d18", 5.6)}${rim(metal, 4)}<path d="M${num(x - width / 2)} ${num(y)}h${width}" stroke="#241d18" stroke-width="4"/><path d="M${num(x - width / 2)} ${num(y)}h${width}" stroke="${mix(metal, "#ffffff", 0.2)}" stroke-width="2.600"/>`;
}
