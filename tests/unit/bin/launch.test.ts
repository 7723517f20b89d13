import { expect, test } from "vitest";
import { isNodeNewEnough } from "@/bin/launch.mjs";

test.each(["20.19.0", "20.20.2", "22.12.0", "22.20.1", "24.0.0", "25.1.0"])("Node %s will do", (version) => {
  expect(isNodeNewEnough(version)).toBe(true);
});

test.each(["18.20.4", "20.18.3", "21.7.3", "22.11.0", "23.9.0"])("Node %s is refused", (version) => {
  expect(isNodeNewEnough(version)).toBe(false);
});
