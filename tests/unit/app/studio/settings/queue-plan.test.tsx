import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { QueuePlanForm } from "@/app/(studio)/settings/queue/queue-plan-form";
import { QueuePlan } from "@/lib/queue/schema";
import { network, onStage, setStage } from "../stage";

setStage();

const plan = QueuePlan.parse({ repeat: 0.1, secondOpinion: 0.1, gold: 0.05, uniform: 0.25 });
const pace = { pairs: 100, flags: 20 };
const costs = () => screen.getByRole("list", { name: "Of all answers" }).textContent;
const force = () => screen.getByRole<HTMLButtonElement>("button", { name: "Put in force" });

describe("the queue plan", () => {
  it("tells what it costs, as shares of all answers", () => {
    onStage(<QueuePlanForm plan={plan} pace={pace} />);
    expect(costs()).toContain("60.0 %most to learn from");
    expect(costs()).toContain("20.0 %drawn at random");
    expect(costs()).toContain("4.0 %gold");
    expect(screen.getByText(/of a thousand, 800 are about pairs/)).toBeTruthy();
  });

  it("tells it in labels, of a thousand and of a week", () => {
    onStage(<QueuePlanForm plan={plan} pace={pace} />);
    const row = (name: string) => screen.getByRole("cell", { name }).closest("tr")?.textContent;
    expect(row("drawn at random")).toBe("drawn at random200140");
    expect(row("audits, of the flags in Review")).toBe("audits, of the flags in Review15021");
    expect(screen.getByText(/700 pairs and 140 flags in the last 7 days/)).toBeTruthy();
  });

  it("knows no week where nobody has answered lately", () => {
    onStage(<QueuePlanForm plan={plan} pace={{ pairs: 0, flags: 0 }} />);
    expect(screen.queryByRole("columnheader", { name: "A week at the present pace" })).toBeNull();
    expect(screen.getByText(/no pace to reckon with/)).toBeTruthy();
  });

  it("tells the new cost while it is changed, and puts it in force by one button", async () => {
    const calls = network({ "/api/queue/plan": (body) => ({ json: body }) });
    onStage(<QueuePlanForm plan={plan} pace={pace} />);
    expect(force().disabled).toBe(true);
    fireEvent.change(screen.getByLabelText("Gold"), { target: { value: "30" } });
    expect(costs()).toContain("20.0 %gold");
    fireEvent.click(force());
    await screen.findByText(/^In force/);
    expect(calls[0]).toMatchObject({ path: "/api/queue/plan", body: { ...plan, gold: 0.3 } });
    expect(force().disabled).toBe(true);
  });

  it("keeps within what is sensible, and knows the way back", () => {
    onStage(<QueuePlanForm plan={plan} pace={pace} />);
    fireEvent.change(screen.getByLabelText("Repeats"), { target: { value: "400" } });
    expect(screen.getByLabelText<HTMLInputElement>("Repeats").value).toBe("30");
    fireEvent.click(screen.getByRole("button", { name: "Back to the defaults" }));
    expect(screen.getByLabelText<HTMLInputElement>("Repeats").value).toBe("3");
  });

  it("keeps the change and says why when it can't be stored", async () => {
    network({});
    onStage(<QueuePlanForm plan={plan} pace={pace} />);
    fireEvent.change(screen.getByLabelText("Gold"), { target: { value: "1" } });
    fireEvent.click(force());
    await screen.findByRole("alert");
    expect(screen.getByLabelText<HTMLInputElement>("Gold").value).toBe("1");
    await waitFor(() => expect(force().disabled).toBe(false));
  });
});
