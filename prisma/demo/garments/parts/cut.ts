/** The cut of an upper body, in px from the middle line and from the top. */
export type Cut = {
  top: number;
  neck: number;
  neckDrop: number;
  backDrop: number;
  neckShape: "round" | "vee" | "square" | "boat" | "wrap";
  shoulder: number;
  slope: number;
  chest: number;
  armpit: number;
  waist: number;
  waistY: number;
  hem: number;
  hemY: number;
  hemCurve: number;
};

/** The cut that the styles of tops start from. */
export const BASIC: Cut = {
  top: 170,
  neck: 52,
  neckDrop: 52,
  backDrop: 14,
  neckShape: "round",
  shoulder: 132,
  slope: 30,
  chest: 138,
  armpit: 306,
  waist: 130,
  waistY: 430,
  hem: 138,
  hemY: 600,
  hemCurve: 6,
};
