import type { Metadata } from "next";
import { browse } from "@/lib/catalogue/browse/data";
import { noFilters } from "@/lib/catalogue/browse/rules";
import { requirePage } from "@/lib/http/page";
import { preferencesOf } from "@/lib/users/data";
import { MirrorFrame } from "./mirror-frame";

export const metadata: Metadata = { title: "Mirror" };
export const dynamic = "force-dynamic";

const onShow = 3;

/** For a fitting room: full screen, fingers only. */
export default async function MirrorPage() {
  const by = await requirePage("browse");
  // Keys are everyone's own, whatever their role opens.
  const person = await requirePage("judge-pairs");
  const [preferences, { page }] = await Promise.all([preferencesOf(person), browse(by, { ...noFilters, stock: "in" })]);
  const withPhoto = page.tiles.flatMap(({ photo }) => photo ?? []);
  // From all over the first page: neighbours in the list are colours of one garment.
  const step = Math.max(1, Math.floor(withPhoto.length / onShow));
  const photos = withPhoto.filter((_, place) => place % step === 0).slice(0, onShow);
  return <MirrorFrame role={by.role} preferences={preferences} photos={photos.map(({ sha256 }) => sha256)} />;
}
