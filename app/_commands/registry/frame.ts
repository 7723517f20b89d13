import type { Capability } from "@/lib/users/schema";
import { command } from "./define";

const goTo = <Id extends string>(id: Id, title: string, path: string, capability: Capability) =>
  command({
    id,
    title,
    key: null,
    where: "everywhere",
    enabled: (frame) => frame.mayOpen(capability),
    run: (frame) => frame.go(path),
  });

export const openPalette = command({
  id: "frame.palette",
  title: "Find a command",
  key: "mod+k",
  where: "everywhere",
  enabled: () => true,
  run: (frame) => frame.openPalette(),
});

export const openHelp = command({
  id: "frame.help",
  title: "Show the keys",
  key: "?",
  // In Review the question mark says "can't tell".
  keyIn: { review: "h" },
  where: "everywhere",
  enabled: () => true,
  run: (frame) => frame.openHelp(),
});

export const frameCommands = [
  openPalette,
  openHelp,
  goTo("go.pairs", "Go to Pairs", "/pairs", "judge-pairs"),
  goTo("go.complete", "Go to Complete", "/pairs/complete", "judge-pairs"),
  goTo("go.mine", "Go to My answers", "/pairs/mine", "judge-pairs"),
  goTo("go.figures", "Go to My figures", "/pairs/figures", "judge-pairs"),
  goTo("go.review", "Go to Review", "/review", "judge-flags"),
  goTo("go.rules", "Go to Rules", "/review/rules", "judge-flags"),
  goTo("go.catalogue", "Go to Catalogue", "/catalogue", "browse"),
  goTo("go.mirror", "Open the mirror", "/mirror", "browse"),
  goTo("go.import", "Go to Import", "/catalogue/import", "import"),
  goTo("go.training", "Go to Training", "/training", "train"),
  goTo("go.overview", "Go to Overview", "/overview", "oversee"),
  goTo("go.quality", "Go to Quality", "/overview/quality", "oversee"),
  goTo("go.return", "Go to Return", "/overview/return", "oversee"),
  goTo("go.settings", "Go to Settings", "/settings", "oversee"),
  goTo("go.queue-plan", "Go to the queue plan", "/settings/queue", "oversee"),
  goTo("go.guide", "Go to the style guides", "/settings/guide", "oversee"),
  goTo("go.gold", "Go to practice and gold", "/settings/practice", "oversee"),
  goTo("go.tokens", "Go to API tokens", "/settings/tokens", "judge-pairs"),
  goTo("go.password", "Change my password", "/settings/password", "judge-pairs"),
  goTo("go.api", "Go to the API", "/settings/api", "judge-pairs"),
  goTo("go.webhooks", "Go to webhooks", "/settings/webhooks", "administer"),
  goTo("go.encoders", "Go to encoders", "/settings/encoders", "administer"),
  goTo("go.gate", "Go to the gate's settings", "/settings/gate", "train"),
  goTo("go.throughput", "Go to throughput", "/overview/throughput", "oversee"),
  goTo("go.people", "Go to People", "/people", "administer"),
  goTo("go.assignment", "Go to groups and assignment", "/people/assignment", "oversee"),
  goTo("go.taxonomy", "Go to the taxonomy", "/settings/taxonomy", "oversee"),
  goTo("go.audit", "Go to the audit trail", "/settings/audit", "oversee"),
  goTo("go.disagreements", "Go to disagreements", "/overview/disagreements", "oversee"),
  command({
    id: "frame.theme",
    title: "Change theme: system, light, dark",
    key: null,
    where: "everywhere",
    enabled: () => true,
    run: (frame) => frame.changeTheme(),
  }),
  command({
    id: "frame.sign-out",
    title: "Sign out",
    key: null,
    where: "everywhere",
    enabled: () => true,
    run: (frame) => frame.signOut(),
  }),
];
