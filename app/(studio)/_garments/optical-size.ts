type Size = { width: number; height: number };

const usual = 3 / 4;
const narrowest = 0.6;
const widest = 1.1;
/** How much larger than its partner a photo may look: full equality would make a wide one beside a tall one tiny. */
const tolerance = 1.2;

/** Width over height of the mats of a pair: the wider photo fills its mat where that leaves room for both. */
export function matRatio(photos: (Size | undefined)[]): number {
  const ratios = photos.flatMap((photo) => (photo ? [photo.width / photo.height] : []));
  return Math.min(widest, Math.max(narrowest, ratios.length > 0 ? Math.max(...ratios) : usual));
}

/** Share of a mat that a photo covers when it is shown whole. */
const covered = ({ width, height }: Size, mat: number): number => {
  const ratio = width / height / mat;
  return Math.min(ratio, 1 / ratio);
};

/** Scale (0..1) of each photo so that both look the same size on equal mats, whatever their ratios. */
export function opticalScales(a: Size | undefined, b: Size | undefined): [number, number] {
  if (!a || !b) return [1, 1];
  const mat = matRatio([a, b]);
  const target = Math.min(covered(a, mat), covered(b, mat)) * tolerance;
  const scale = (size: Size) => Math.sqrt(Math.min(1, target / covered(size, mat)));
  return [scale(a), scale(b)];
}
