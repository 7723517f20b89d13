import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { howItWent } from "@/app/(studio)/settings/webhooks/delivery-words";
import { WebhooksScreen } from "@/app/(studio)/settings/webhooks/webhooks-screen";
import type { DeliveryCard, WebhookCard } from "@/lib/webhooks/schema";
import { network, onStage, setStage } from "../stage";

setStage();

const now = Date.parse("2026-11-25T12:00:00Z");
const webhook: WebhookCard = {
  id: "w1",
  name: "Product database",
  url: "https://pim.house.example/fixes",
  isOn: true,
  secret: "whsec_abc",
  by: "Ana",
  createdAt: "2026-11-25T11:00:00Z",
  waiting: 2,
};
const delivery = (data: Partial<DeliveryCard> = {}): DeliveryCard => ({
  id: "d1-of-this",
  type: "catalogue.fixes",
  items: 3,
  state: "delivered",
  attempts: 1,
  createdAt: "2026-11-25T11:59:00Z",
  lastTriedAt: "2026-11-25T11:59:01Z",
  nextAt: null,
  lastStatus: 200,
  lastError: null,
  lastMs: 42,
  ...data,
});

it("adds a webhook, and says what is wrong with an address before it is sent", async () => {
  const calls = network({ "/api/webhooks": () => ({ json: webhook }) });
  onStage(<WebhooksScreen webhooks={[]} now={now} />);
  fireEvent.change(screen.getByLabelText("Who listens"), { target: { value: "Product database" } });
  fireEvent.change(screen.getByLabelText("Address"), { target: { value: "ftp://pim" } });
  fireEvent.click(screen.getByRole("button", { name: "Add it" }));
  expect(screen.getByRole("alert").textContent).toContain("begins with https://");
  expect(calls).toEqual([]);
  fireEvent.change(screen.getByLabelText("Address"), { target: { value: webhook.url } });
  fireEvent.click(screen.getByRole("button", { name: "Add it" }));
  await screen.findByRole("listitem", { name: "Product database" });
});

it("shows secret and log when it is opened, and sends one again", async () => {
  const page = { deliveries: [delivery()], next: null };
  const calls = network({
    "/api/webhooks/deliveries": () => ({ json: page }),
    "/api/webhooks/again": () => ({ json: {} }),
  });
  onStage(<WebhooksScreen webhooks={[webhook]} now={now} />);
  expect(screen.queryByText("whsec_abc")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Secret and log" }));
  expect(screen.getByText("whsec_abc")).toBeTruthy();
  await screen.findByText("Delivered in 42 ms (200).");
  expect(screen.getByText("3 fixes")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /^Send d1-of-th again/ }));
  expect(calls.find(({ path }) => path === "/api/webhooks/again")?.body).toEqual({ deliveryId: "d1-of-this" });
});

it("is switched off, and removed after asking once", async () => {
  const calls = network({ "/api/webhooks/switch": () => ({ json: {} }), "/api/webhooks/remove": () => ({ json: {} }) });
  onStage(<WebhooksScreen webhooks={[webhook]} now={now} />);
  fireEvent.click(screen.getByRole("button", { name: "Switch off" }));
  await screen.findByText(/Off: it is told nothing, 2 messages waiting/);
  fireEvent.click(screen.getByRole("button", { name: "Remove…" }));
  expect(calls).toHaveLength(1);
  fireEvent.click(screen.getByRole("button", { name: "Remove it" }));
  await screen.findByText("The first webhook");
});

it("says how a delivery went and what comes next", () => {
  const failed = { lastStatus: 503, lastError: "The receiver answered with 503." };
  expect(howItWent(delivery({ ...failed, state: "waiting", nextAt: "2026-11-25T12:05:00Z" }), now)).toBe(
    "The receiver answered with 503. Next try in 5 min.",
  );
  expect(howItWent(delivery({ ...failed, state: "given-up", attempts: 9 }), now)).toMatch(/503\. Given up\.$/);
  expect(howItWent(delivery({ state: "waiting", attempts: 0, lastStatus: null }), now)).toBe("On its way.");
});
