"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { NamedFigures } from "@/lib/insights/quality/schema";

/** An admin decides whether managers see whose figures they are; asked once more, since everybody is told. */
export function NamedSwitch({ isOn }: { isOn: boolean }) {
  const router = useRouter();
  const [step, setStep] = useState<"idle" | "asking" | "saving">("idle");
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    setStep("saving");
    const answer = await call<NamedFigures>("/api/insights/named-figures", { body: { isOn: !isOn } });
    setFailure(answer.ok ? null : answer.sentence);
    setStep("idle");
    if (answer.ok) router.refresh();
  };
  const verb = isOn ? "Hide names" : "Show names";
  return (
    <div className="space-y-3">
      <p className="max-w-prose text-small text-ink-soft">
        {isOn
          ? "Managers see these figures and the throughput by name, in the order of names."
          : "Managers see no names. Everybody sees their own figures under My answers."}
      </p>
      {step === "idle" ? (
        <Button onClick={() => setStep("asking")}>{verb}</Button>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <p>
            {isOn
              ? "Everybody is told that managers see no names any more."
              : "Everybody is told that managers see their figures by name from now on."}
          </p>
          <Button kind="primary" disabled={step === "saving"} onClick={save}>
            {step === "saving" ? "Saving" : `${verb} and tell everybody`}
          </Button>
          <Button kind="plain" disabled={step === "saving"} onClick={() => setStep("idle")}>
            Leave it
          </Button>
        </div>
      )}
      {failure && <Notice>{failure}</Notice>}
    </div>
  );
}
