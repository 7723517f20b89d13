import { command } from "./define";

const step = <Id extends string>(id: Id, title: string, key: string, by: number | "up" | "down") =>
  command({ id, title, key, where: "catalogue", enabled: (on) => on.hasGarments, run: (on) => on.move(by) });

export const catalogue = {
  search: command({
    id: "catalogue.search",
    title: "Search the catalogue",
    key: "/",
    where: "catalogue",
    enabled: () => true,
    run: (on) => on.search(),
  }),
  right: step("catalogue.right", "Next garment", "arrowright", 1),
  left: step("catalogue.left", "Garment before", "arrowleft", -1),
  down: step("catalogue.down", "Garment below", "arrowdown", "down"),
  up: step("catalogue.up", "Garment above", "arrowup", "up"),
  density: command({
    id: "catalogue.density",
    title: "Small or large photos",
    key: "d",
    where: "catalogue",
    enabled: () => true,
    run: (on) => on.changeDensity(),
  }),
  clear: command({
    id: "catalogue.clear",
    title: "Take all filters off",
    key: "x",
    where: "catalogue",
    enabled: (on) => on.isFiltered,
    run: (on) => on.clear(),
  }),
};

export const product = {
  photo: command({
    id: "product.photo",
    title: "Next photo",
    key: "p",
    where: "product",
    enabled: (on) => on.photos > 1,
    run: (on) => on.nextPhoto(),
  }),
  zoom: command({
    id: "product.zoom",
    title: "Zoom",
    key: "z",
    where: "product",
    enabled: (on) => on.hasPhoto,
    run: (on) => on.toggleZoom(),
  }),
  similar: command({
    id: "product.similar",
    title: "More like it",
    key: "s",
    where: "product",
    enabled: (on) => on.hasPhoto,
    run: (on) => on.openSimilar(),
  }),
  back: command({
    id: "product.back",
    title: "Back to the catalogue",
    key: "b",
    where: "product",
    enabled: () => true,
    run: (on) => on.back(),
  }),
};
