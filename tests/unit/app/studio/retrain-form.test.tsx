import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { RetrainForm } from "@/app/(studio)/settings/training/retrain-form";
import { retrainSentence } from "@/app/(studio)/training/retrain-sentence";
import { RetrainRules, type Since } from "@/lib/training/retrain/schema";
import { network, onStage, setStage } from "./stage";

setStage();

const none: Since = { isActive: false, lastRunAt: new Date("2026-03-01"), labels: 0, imports: 0, learnt: null };
const draw = (rules: Parameters<typeof RetrainRules.parse>[0], news: Partial<Since> = {}) =>
  onStage(
    <RetrainForm rules={RetrainRules.parse(rules)} news={{ compatibility: { ...none, ...news }, category: none }} />,
  );
const groupOf = (name: string) => within(screen.getByRole("group", { name }));

it("puts a rule in force with its number, and says so", async () => {
  const calls = network({ "/api/training/rules": () => ({ json: {} }) });
  draw({}, { labels: 120 });
  const pairs = groupOf("Compatibility");
  fireEvent.click(pairs.getByRole("checkbox", { name: "After so many new answers" }));
  expect(pairs.getByText("in 380")).toBeTruthy();
  fireEvent.change(pairs.getByLabelText(/Answers between two runs/), { target: { value: "100" } });
  expect(pairs.getByText("due now")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
  await screen.findByText(/A worker follows it within a minute/);
  expect(calls).toMatchObject([{ path: "/api/training/rules", body: { compatibility: { everyLabels: 100 } } }]);
  expect((screen.getByRole("button", { name: "Put in force" }) as HTMLButtonElement).disabled).toBe(true);
});

it("sends nothing that cannot be, and says what is wrong with it", async () => {
  const calls = network({});
  draw({ compatibility: { everyLabels: 500 } });
  fireEvent.change(groupOf("Compatibility").getByLabelText(/Answers between/), { target: { value: "7" } });
  fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
  await screen.findByText("Train every 50 answers at the most often.");
  expect(calls).toEqual([]);
});

it("keeps what was set when the network is gone, and says so", async () => {
  network({
    "/api/training/rules": () => ({ status: 503, json: { error: { code: "unavailable", message: "Not now." } } }),
  });
  draw({});
  fireEvent.click(groupOf("Category").getByRole("checkbox", { name: "Every night" }));
  fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
  await screen.findByText("Not now.");
  await waitFor(() =>
    expect((screen.getByRole("button", { name: "Put in force" }) as HTMLButtonElement).disabled).toBe(false),
  );
  expect((groupOf("Category").getByRole("checkbox", { name: "Every night" }) as HTMLInputElement).checked).toBe(true);
});

it("tells where the rule that trains when it pays stands, and offers it for pairs alone", () => {
  draw({}, { learnt: { answers: 240, gain: 0.05, lower: -0.01 } });
  expect(
    screen.getByText(/\.050 nats an answer saved \(from −\.010\), on 240 answers\. Chance may explain/),
  ).toBeTruthy();
  expect(groupOf("Category").queryByRole("checkbox", { name: "When it pays" })).toBeNull();
});

it("says in one sentence when a network trains", () => {
  const rules = RetrainRules.parse({ compatibility: { everyLabels: 500, nightly: true, whenItPays: true }, hour: 3 });
  expect(retrainSentence("compatibility", rules, 120)).toBe(
    "Trains by itself every 500 answers (120 so far), every night at 03:00 and when it pays.",
  );
  expect(retrainSentence("category", rules, 1)).toBe(
    "Trains when somebody presses the button. 1 new answer since the last run.",
  );
});
