import type { z } from "zod";
import { BrowseFacets, ProductTile } from "@/lib/catalogue/browse/schema";
import { ImportCard } from "@/lib/catalogue/import-jobs/schema";
import { CatalogueMapping, CategoryNode, ProductCard, ProductRecord, RelatedProduct } from "@/lib/catalogue/schema";
import { RuleCard, RulePreview } from "@/lib/flags/catalogue-rules/schema";
import { FlagGroup, FlagPage } from "@/lib/flags/grid/schema";
import { FixRecord, FlagEvidence } from "@/lib/flags/schema";
import { NamedFigures } from "@/lib/insights/quality/schema";
import { Disagreements } from "@/lib/labels/adjudication/schema";
import { MyLabels, ProductLabels, SavedLabel } from "@/lib/labels/schema";
import { GateRules, PromotionSetting, VersionCard } from "@/lib/models/evaluation/schema";
import { FlagLease, PairLease, QueuePlan, SetLease } from "@/lib/queue/schema";
import { OutfitCard, PairScore, Partners, Similar } from "@/lib/recommend/schema";
import { RetrainRules } from "@/lib/training/retrain/schema";
import { RunCard } from "@/lib/training/schema";
import { PersonRow } from "@/lib/users/schema";

/** Shapes that the description names once and refers to; every other one stands where it is used. */
export const schemas: Record<string, z.ZodType> = {
  ProductCard,
  ProductRecord,
  RelatedProduct,
  CategoryNode,
  ProductTile,
  BrowseFacets,
  FixRecord,
  FlagEvidence,
  FlagGroup,
  FlagPage,
  RuleCard,
  RulePreview,
  PairScore,
  Partners,
  Similar,
  OutfitCard,
  PairLease,
  SetLease,
  FlagLease,
  SavedLabel,
  MyLabels,
  ProductLabels,
  Disagreements,
  CatalogueMapping,
  ImportCard,
  RunCard,
  VersionCard,
  PersonRow,
  QueuePlan,
  GateRules,
  PromotionSetting,
  RetrainRules,
  NamedFigures,
};
