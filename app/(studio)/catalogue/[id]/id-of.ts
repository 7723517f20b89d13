/** Next hands over what stands in the address, still encoded. */
export function idOf(encoded: string): string | null {
  try {
    const id = decodeURIComponent(encoded);
    return id.includes("\0") ? null : id;
  } catch {
    return null;
  }
}
