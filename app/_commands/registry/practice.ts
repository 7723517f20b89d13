import { command } from "./define";

export const verdictKeys = [
  { verdict: "fits", title: "Fits", key: "f" },
  { verdict: "clashes", title: "Clashes", key: "c" },
  { verdict: "unsure", title: "Not sure", key: "n" },
] as const;

export const practice = {
  answers: verdictKeys.map(({ verdict, title, key }) =>
    command({
      id: `practice.${verdict}`,
      title,
      key,
      where: "practice",
      enabled: (on) => on.canAnswer,
      run: (on) => on.answer(verdict),
    }),
  ),
  next: command({
    id: "practice.next",
    title: "Next pair",
    key: "enter",
    where: "practice",
    enabled: (on) => on.canGoOn,
    run: (on) => on.next(),
  }),
  guide: command({
    id: "practice.guide",
    title: "Style guide",
    key: "g",
    where: "practice",
    enabled: () => true,
    run: (on) => on.toggleGuide(),
  }),
  zoom: command({
    id: "practice.zoom",
    title: "Zoom",
    key: "z",
    where: "practice",
    enabled: (on) => on.canAnswer || on.canGoOn,
    run: (on) => on.toggleZoom(),
  }),
};
