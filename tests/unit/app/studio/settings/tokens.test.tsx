import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { TokensScreen } from "@/app/(studio)/settings/tokens/tokens-screen";
import type { TokenCard } from "@/lib/tokens/schema";
import { network, onStage, setStage } from "../stage";

setStage();

const now = Date.parse("2026-11-25T12:00:00Z");
const card = (data: Partial<TokenCard> = {}): TokenCard => ({
  id: "t1",
  name: "Nightly feed",
  hint: "toile_AbCdEf",
  scopes: ["labels:read", "exports:read"],
  createdAt: "2026-11-20T12:00:00Z",
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  person: null,
  ...data,
});
const screenOf = (own: TokenCard[], others: TokenCard[] = []) =>
  onStage(<TokensScreen own={own} others={others} grantable={["labels:read", "labels:write"]} now={now} />);

it("asks what a token may do, shows it once, and lists its beginning alone", async () => {
  const calls = network({ "/api/tokens": () => ({ json: { token: "toile_whole", card: card() } }) });
  screenOf([]);
  expect(screen.getByText(/None yet/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Make a token…" }));
  const make = screen.getByRole("button", { name: "Make it" });
  expect(make).toHaveProperty("disabled", true);
  fireEvent.change(screen.getByLabelText("Which program is it for?"), { target: { value: "Nightly feed" } });
  fireEvent.click(screen.getByRole("checkbox", { name: /read answers/ }));
  fireEvent.change(screen.getByLabelText("For how long"), { target: { value: "" } });
  fireEvent.click(make);
  await screen.findByText("toile_whole");
  expect(calls[0]?.body).toEqual({ name: "Nightly feed", scopes: ["labels:read"], days: null });
  fireEvent.click(screen.getByRole("button", { name: "I have it" }));
  expect(screen.queryByText("toile_whole")).toBeNull();
  expect(within(screen.getByRole("listitem", { name: "Nightly feed" })).getByText("toile_AbCdEf…")).toBeTruthy();
});

it("stops a token after asking once, and keeps it in the list", async () => {
  const calls = network({ "/api/tokens/revoke": () => ({ json: card({ revokedAt: "2026-11-25T12:00:00Z" }) }) });
  screenOf([card({ lastUsedAt: "2026-11-25T11:50:00Z" })]);
  expect(screen.getByRole("listitem", { name: "Nightly feed" }).textContent).toContain("last used");
  fireEvent.click(screen.getByRole("button", { name: "Revoke…" }));
  expect(calls).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Revoke" }));
  await screen.findByText("Revoked");
  expect(screen.queryByRole("button", { name: "Revoke…" })).toBeNull();
});

it("says whose a token of somebody else is, and that one has run out", () => {
  network({});
  screenOf([card({ expiresAt: "2026-11-24T12:00:00Z" })], [card({ id: "t2", name: "PIM", person: "Ana Bosch" })]);
  expect(screen.getByText("Has run out")).toBeTruthy();
  expect(screen.getByRole("listitem", { name: "PIM" }).textContent).toContain("Ana Bosch");
});

it("tells a refusal and keeps what was entered", async () => {
  const error = { code: "invalid", message: "Something is not right.", detail: "You have 50 tokens." };
  network({ "/api/tokens": () => ({ status: 422, json: { error } }) });
  screenOf([]);
  fireEvent.click(screen.getByRole("button", { name: "Make a token…" }));
  fireEvent.change(screen.getByLabelText("Which program is it for?"), { target: { value: "Feed" } });
  fireEvent.click(screen.getByRole("checkbox", { name: /read answers/ }));
  fireEvent.click(screen.getByRole("button", { name: "Make it" }));
  await screen.findByText(/You have 50 tokens/);
  expect(screen.getByLabelText("Which program is it for?")).toHaveProperty("value", "Feed");
});
