import { render, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { Fields } from "@/app/(studio)/settings/api/fields";
import { OperationEntry } from "@/app/(studio)/settings/api/operation-entry";
import { limitsOf, nameOf, typeWords } from "@/app/(studio)/settings/api/schema-words";

const card = { $ref: "#/components/schemas/ProductCard" };

it("says types and limits as a person would", () => {
  expect(typeWords({ type: "array", items: card })).toBe("list of ProductCard");
  expect(typeWords({ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] })).toBe("time or null");
  expect(typeWords({ type: "string", enum: ["fits", "clashes"] })).toBe("one of fits, clashes");
  expect(limitsOf({ type: "integer", minimum: 1, maximum: 100, default: 30 })).toBe(", 1 to 100, 30 when left out");
  expect(limitsOf({ type: "string", maxLength: 200, default: "" })).toBe(", up to 200 characters");
  expect(nameOf({ anyOf: [card, { type: "null" }] })).toBe("ProductCard");
});

it("leads from a field to the shape that it holds, and shows what is inside one without a name", () => {
  const inside = { type: "object", properties: { amount: { type: "string" } }, required: ["amount"] };
  render(
    <Fields
      fields={[
        { name: "product", isRequired: true, schema: card },
        { name: "price", isRequired: false, schema: { anyOf: [inside, { type: "null" }] } },
      ]}
    />,
  );
  expect(screen.getByRole("link", { name: "ProductCard" }).getAttribute("href")).toBe("#shape-ProductCard");
  const price = screen.getByText("price").closest("li")!;
  expect(price.textContent).toContain("object or null, may be left out");
  expect(within(price).getByText("amount")).toBeTruthy();
});

it("shows what an endpoint takes, answers and refuses", () => {
  render(
    <OperationEntry
      path="/labels/undo"
      method="POST"
      operation={{
        operationId: "postLabelsUndo",
        tags: ["Labels"],
        summary: "Undo one of your answers",
        description: "Scope: labels:write.",
        parameters: [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { properties: { labelId: { type: "string", format: "uuid" } } } } },
        },
        responses: {
          200: { description: "Done.", content: { "application/json": { schema: card } } },
          404: { description: "`not-found`: That is not here any more.", content: {} },
        },
      }}
    />,
  );
  expect(screen.getByText("labelId").closest("li")!.textContent).toContain("uuid");
  expect(screen.getByText("Answer, application/json")).toBeTruthy();
  expect(screen.getByRole("link", { name: "not-found" }).getAttribute("href")).toBe("#problem-not-found");
});
