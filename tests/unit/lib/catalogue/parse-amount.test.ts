import { describe, expect, it } from "vitest";
import { parsePrice, parseStock } from "@/lib/catalogue/import/parse-amount";

describe("a price", () => {
  it.each([
    ["12.99", "12.99"],
    ["12,99", "12.99"],
    ["12", "12.00"],
    ["12.5", "12.50"],
    ["0", "0.00"],
    ["007.10", "7.10"],
    ["1,234.50", "1234.50"],
    ["1.234,50", "1234.50"],
    ["1 234,50", "1234.50"],
    ["1'234.50", "1234.50"],
    ["1,234,567", "1234567.00"],
    ["€ 12.99", "12.99"],
    ["12,99 €", "12.99"],
    ["EUR 12.99", "12.99"],
    ["12.99 GBP", "12.99"],
    ["$5", "5.00"],
    ["12.9900", "12.99"],
    ["1.299", "1299.00"],
  ])("%s is read as %s", (text, amount) => expect(parsePrice(text)).toBe(amount));

  it.each(["", "free", "-3", "12.345.6", "1,23,456", "12.9991", "NaN", "1e3", "12.99.99", "99999999999", "€"])(
    "%j is none",
    (text) => {
      expect(parsePrice(text)).toBeNull();
    },
  );
});

describe("a stock", () => {
  it.each([
    ["0", 0],
    ["12", 12],
    ["12.0", 12],
  ])("%s is %i pieces", (text, count) => expect(parseStock(text)).toBe(count));
  it.each(["", "-1", "1.5", "many", "3000000000", "1e3"])("%j is none", (text) => expect(parseStock(text)).toBeNull());
});
