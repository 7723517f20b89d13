import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { AmbiguousList } from "@/app/(studio)/review/rules/ambiguous-list";
import { garment, network, onStage, router, setStage } from "./stage";

setStage();

const pair = {
  first: { id: 1, name: "Tops", products: 120 },
  second: { id: 2, name: "Blouses", products: 40 },
  ambiguous: 14,
  errors: 2,
  kept: 5,
  weight: 0.31,
};

it("says how often two categories were called the same and what that does", () => {
  onStage(<AmbiguousList pairs={[pair]} />);
  expect(screen.getByRole("listitem").textContent).toContain("Tops and Blouses were called the same 14 times");
  expect(
    screen.getByText(/5 others were kept, 2 were put right · flags between them count 0.3 of the usual odds/),
  ).toBeTruthy();
});

it("merges the smaller into the larger, after showing what that moves", async () => {
  const calls = network({
    "/api/rules/preview": () => ({
      json: {
        meets: 40,
        right: 0,
        changes: 40,
        flags: 3,
        contradicted: 0,
        products: [garment("p1")],
        next: null,
        contradictions: [],
      },
    }),
    "/api/rules": ({ name }) => ({ json: { id: "r1", name, changed: 40, flags: 3, contradicted: 0 } }),
  });
  onStage(<AmbiguousList pairs={[pair]} />);
  fireEvent.click(screen.getByRole("button", { name: "Merge Tops and Blouses" }));
  await screen.findByText(/Files 40 products under Tops/);
  fireEvent.click(screen.getByRole("button", { name: "Merge into Tops" }));
  await screen.findByText(/40 products filed anew, 3 flags settled/);
  expect(calls.find(({ path }) => path === "/api/rules")?.body).toMatchObject({
    categoryId: 1,
    conditions: [{ about: "category", categoryIds: [2] }],
    mode: "fix",
  });
  fireEvent.click(screen.getByRole("button", { name: "Go on" }));
  await waitFor(() => expect(router.refresh).toHaveBeenCalled());
});

it("is not there while nothing was called the same", () => {
  onStage(<AmbiguousList pairs={[]} />);
  expect(screen.queryByRole("heading", { name: "Called the same" })).toBeNull();
});
