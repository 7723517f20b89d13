/** What is kept of photos: rows of `numbers` halves, for each photo one a view of the encoder and, of each of these, itself
 *  and `drawn` further ones. */
export type ActivationPlan = { photos: number; views: number; drawn: number; numbers: number };

/** The disk that activations may take, in bytes. */
export const MOST_BYTES = 4e9;

export const rowsPerPhoto = ({ views, drawn }: ActivationPlan) => views * (1 + drawn);
export const bytesPerPhoto = (plan: ActivationPlan) => rowsPerPhoto(plan) * plan.numbers * 2;
export const bytesOf = (plan: ActivationPlan) => plan.photos * bytesPerPhoto(plan);

/** Row of a photo's view; variant 0 is the view itself, 1 … drawn are those drawn from it. */
export const rowOfView = (plan: ActivationPlan, photo: number, view: number, variant: number) =>
  photo * rowsPerPhoto(plan) + view * (1 + plan.drawn) + variant;

/** The plan that fits into `most` bytes: fewer drawn views first, then fewer photos. */
export function fittingPlan(wanted: ActivationPlan, most = MOST_BYTES): ActivationPlan {
  for (let drawn = wanted.drawn; drawn >= 0; drawn--) {
    const plan = { ...wanted, drawn };
    if (bytesOf(plan) <= most) return plan;
  }
  const plan = { ...wanted, drawn: 0 };
  return { ...plan, photos: Math.floor(most / bytesPerPhoto(plan)) };
}
