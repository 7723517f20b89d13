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

/** Scale (0..1) of each photo so that all look the same size on mats of this ratio, whatever their own. */
export function scalesOnMat(photos: (Size | undefined)[], mat: number): number[] {
  const sizes = photos.filter((photo) => photo !== undefined);
  const target = Math.min(1, ...sizes.map((size) => covered(size, mat))) * tolerance;
  return photos.map((photo) => (photo && sizes.length > 1 ? Math.sqrt(Math.min(1, target / covered(photo, mat))) : 1));
}

/** The same for the two of a pair, on the mats that they get. */
export function opticalScales(a: Size | undefined, b: Size | undefined): [number, number] {
  const [left = 1, right = 1] = scalesOnMat([a, b], matRatio([a, b]));
  return [left, right];
}
