import { command } from "./define";

export const similar = {
  space: command({
    id: "similar.space",
    title: "By looks, or by the same garment",
    key: "g",
    where: "similar",
    enabled: () => true,
    run: (on) => on.changeSpace(),
  }),
  stock: command({
    id: "similar.stock",
    title: "In stock alone, or all",
    key: "i",
    where: "similar",
    enabled: () => true,
    run: (on) => on.toggleStock(),
  }),
  clear: command({
    id: "similar.clear",
    title: "Take all filters off",
    key: "x",
    where: "similar",
    enabled: () => true,
    run: (on) => on.clear(),
  }),
  back: command({
    id: "similar.back",
    title: "Back to the garment",
    key: "b",
    where: "similar",
    enabled: () => true,
    run: (on) => on.back(),
  }),
};
