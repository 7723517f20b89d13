/** What a drawing needs to know of a product. Geometry comes from `shapeSeed`, so colour-ways of one model share their cut. */
export type Pattern = "plain" | "stripe" | "check" | "dots" | "floral" | "herringbone" | "cable" | "denim";

export type Texture =
  | "smooth"
  | "jersey"
  | "poplin"
  | "linen"
  | "satin"
  | "crepe"
  | "wool"
  | "knit"
  | "rib"
  | "cable"
  | "denim"
  | "leather"
  | "suede"
  | "corduroy"
  | "canvas"
  | "straw"
  | "nylon";

export type Look = {
  readonly type: string;
  readonly shapeSeed: string;
  readonly base: string;
  readonly second: string;
  readonly accent: string;
  readonly pattern: Pattern;
  readonly texture: Texture;
};

export type View = "front" | "back" | "detail";
