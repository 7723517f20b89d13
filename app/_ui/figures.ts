const whole = new Intl.NumberFormat("en-GB");

export const count = (n: number): string => whole.format(n);

export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;

/** 0.643 → ".64"; what cannot exceed one loses its nought, as in a table of correlations. */
export function decimal(value: number, digits = 2): string {
  const text = value.toFixed(digits);
  return Math.abs(value) < 1 ? text.replace(/^(-?)0\./, "$1.") : text;
}

/** 8 → "8 s", 250 → "4 min", 5400 → "1 h 30 min". */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 90) return `${s} s`;
  const minutes = Math.round(s / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** How long before `now` something happened, in words. */
export function ago(at: string, now: number): string {
  const minutes = (now - Date.parse(at)) / 60_000;
  if (minutes < 0.75) return "just now";
  if (minutes < 90) return `${Math.max(1, Math.round(minutes))} min ago`;
  const hours = minutes / 60;
  return hours < 36 ? `${Math.round(hours)} h ago` : `${Math.round(hours / 24)} days ago`;
}
