import { z } from "zod";

/** Setting "demo": there while the demo house is in the workspace. */
export const DemoSetting = z.object({ importId: z.uuid(), outfitSource: z.string() });
export type DemoSetting = z.infer<typeof DemoSetting>;
export const demoSettingKey = "demo";

export type RemovedDemo = { products: number; outfits: number; versions: number; users: number };
