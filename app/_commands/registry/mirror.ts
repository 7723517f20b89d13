import { command } from "./define";

export const mirror = {
  camera: command({
    id: "mirror.camera",
    title: "Use the camera",
    key: "c",
    where: "mirror",
    enabled: (on) => on.canOpenCamera,
    run: (on) => on.openCamera(),
  }),
  take: command({
    id: "mirror.take",
    title: "Take the photo",
    key: "t",
    where: "mirror",
    enabled: (on) => on.canTake,
    run: (on) => on.take(),
  }),
  photo: command({
    id: "mirror.photo",
    title: "Choose a photo",
    key: "p",
    where: "mirror",
    enabled: (on) => on.canChoose,
    run: (on) => on.choosePhoto(),
  }),
  back: command({
    id: "mirror.back",
    title: "Back",
    key: "b",
    where: "mirror",
    enabled: (on) => on.canGoBack,
    run: (on) => on.back(),
  }),
  over: command({
    id: "mirror.over",
    title: "Start over",
    key: "x",
    where: "mirror",
    enabled: (on) => on.canStartOver,
    run: (on) => on.startOver(),
  }),
  leave: command({
    id: "mirror.leave",
    title: "Leave the mirror",
    key: "q",
    where: "mirror",
    enabled: () => true,
    run: (on) => on.leave(),
  }),
};
