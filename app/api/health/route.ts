import { health } from "@/lib/jobs/health";

export const dynamic = "force-dynamic";

/** The one open door besides sign-in: it tells whether Toile is up, and nothing of what is in it. */
export async function GET() {
  const state = await health();
  return Response.json(state, { status: state.ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
