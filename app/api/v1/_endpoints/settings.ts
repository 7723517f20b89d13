import { z } from "zod";
import { endpoint } from "@/lib/http/api/endpoint";
import { namedFigures } from "@/lib/insights/quality/data";
import { NamedFigures } from "@/lib/insights/quality/schema";
import { setNamedFigures } from "@/lib/insights/quality/set-named-figures";
import { gateRules, promotionRule } from "@/lib/models/evaluation/data";
import { GateRules, PromotionSetting } from "@/lib/models/evaluation/schema";
import { setGateRules } from "@/lib/models/evaluation/set-gate-rules";
import { setPromotionRule } from "@/lib/models/evaluation/set-promotion-rule";
import { queuePlan } from "@/lib/queue/data";
import { setQueuePlan } from "@/lib/queue/plan/set-queue-plan";
import { QueuePlan } from "@/lib/queue/schema";
import { retrainRules } from "@/lib/training/retrain/data";
import { RetrainRules } from "@/lib/training/retrain/schema";
import { setRetrainRules } from "@/lib/training/retrain/set-retrain-rules";

const writes = { method: "POST", tag: "Settings", scope: "settings:write" } as const;

/** A setting is replaced whole: what a program leaves out is a mistake, and must not fall back to what is usual. */
const whole = <T>(schema: z.ZodObject & z.ZodType<T>): z.ZodType<T> =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [
        name,
        field instanceof z.ZodDefault ? field.unwrap() : field,
      ]),
    ),
    // The same fields, which the type of a made object cannot say.
  ) as unknown as z.ZodType<T>;

export const settingsEndpoints = [
  endpoint({
    method: "GET",
    path: "/settings",
    tag: "Settings",
    title: "The house's settings",
    scope: "settings:read",
    can: "oversee",
    answer: z.object({
      queue: QueuePlan,
      gate: GateRules,
      promotion: PromotionSetting,
      retraining: RetrainRules,
      namedFigures: NamedFigures,
    }),
    handle: async () => {
      const [queue, gate, rule, retraining, { isOn }] = await Promise.all([
        queuePlan(),
        gateRules(),
        promotionRule(),
        retrainRules(),
        namedFigures(),
      ]);
      return { queue, gate, promotion: { rule }, retraining, namedFigures: { isOn } };
    },
  }),
  endpoint({
    ...writes,
    can: "oversee",
    path: "/settings/queue",
    title: "Set how the queue mixes",
    body: whole(QueuePlan),
    answer: QueuePlan,
    handle: ({ by, body }) => setQueuePlan(by, body),
  }),
  endpoint({
    ...writes,
    can: "train",
    path: "/settings/gate",
    title: "Set what the gate asks of a new version",
    body: whole(GateRules),
    answer: GateRules,
    handle: ({ by, body }) => setGateRules(by, body),
  }),
  endpoint({
    ...writes,
    can: "train",
    path: "/settings/promotion",
    title: "Set who lets a version serve that passed the gate",
    body: PromotionSetting,
    answer: PromotionSetting,
    handle: ({ by, body }) => setPromotionRule(by, body),
  }),
  endpoint({
    ...writes,
    can: "train",
    path: "/settings/retraining",
    title: "Set when the networks train by themselves",
    body: whole(RetrainRules),
    answer: RetrainRules,
    handle: ({ by, body }) => setRetrainRules(by, body),
  }),
  endpoint({
    ...writes,
    can: "administer",
    path: "/settings/named-figures",
    title: "Show managers figures by name, or not",
    body: NamedFigures,
    answer: NamedFigures,
    handle: ({ by, body }) => setNamedFigures(by, body),
  }),
];
