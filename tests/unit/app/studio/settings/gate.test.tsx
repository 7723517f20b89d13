import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { GateForm } from "@/app/(studio)/settings/gate/gate-form";
import { Standing } from "@/app/(studio)/settings/gate/standing";
import { GateRules } from "@/lib/models/evaluation/schema";
import { network, onStage, setStage } from "../stage";
import { gateAgainst, version } from "../training-stage";

setStage();

const rules = GateRules.parse({});
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const force = () => screen.getByRole<HTMLButtonElement>("button", { name: "Put in force" });

describe("the gate's thresholds", () => {
  it("are shown in points and counts, and put in force by one button", async () => {
    const calls = network({ "/api/models/gate-rules": (body) => ({ json: body }) });
    onStage(<GateForm rules={rules} />);
    expect(field("Gain worth having").value).toBe("0.5");
    expect(force().disabled).toBe(true);
    fireEvent.change(field("What one category may lose"), { target: { value: "2.5" } });
    fireEvent.change(field("Judged pairs before they decide"), { target: { value: "800" } });
    fireEvent.click(force());
    await screen.findByText(/^In force\. Versions that wait are measured again/);
    expect(calls[0]).toMatchObject({ body: { ...rules, floor: 0.025, judgements: 800 } });
  });

  it("that contradict each other can't be put in force, and say why", () => {
    onStage(<GateForm rules={rules} />);
    fireEvent.change(field("Gain that it takes"), { target: { value: "3" } });
    expect(screen.getByRole("alert").textContent).toMatch(/could neither pass nor fail/);
    expect(force().disabled).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Back to the defaults" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("are kept on the screen when they can't be stored", async () => {
    network({});
    onStage(<GateForm rules={rules} />);
    fireEvent.change(field("Garments for any comparison"), { target: { value: "50" } });
    fireEvent.click(force());
    await screen.findByRole("alert");
    expect(field("Garments for any comparison").value).toBe("50");
    expect(force().disabled).toBe(false);
  });

  it("stand below what the gate last found of the version that waits", () => {
    onStage(<Standing cards={[version(12, 0.7, true), version(13, 0.714, false, gateAgainst())]} />);
    expect(screen.getByRole("list", { name: "What it found last" }).textContent).toMatch(
      /compatibility v13 is better by/,
    );
  });
});
