import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ExportBand } from "@/app/(studio)/overview/export-band";
import { onStage, setStage } from "./stage";

setStage();

it("neighbours can be taken out while the search is there, and else are said to be missing, the rest as ever", () => {
  const { unmount } = onStage(<ExportBand hasSearch />);
  expect(screen.getByRole("link", { name: "Neighbours as CSV" }).getAttribute("href")).toContain("/neighbours?");
  unmount();
  onStage(<ExportBand hasSearch={false} />);
  expect(screen.queryByRole("link", { name: "Neighbours as CSV" })).toBeNull();
  expect(screen.getByText(/search for neighbours is not there/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Labels as CSV" })).toBeTruthy();
});
