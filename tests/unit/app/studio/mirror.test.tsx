import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Mirror } from "@/app/(mirror)/mirror/mirror";
import { quietMs, troubleOf, troubleWords } from "@/app/(mirror)/mirror/stages";

const product = (id: string) => ({
  id,
  groupId: id,
  title: `Garment ${id}`,
  description: null,
  season: null,
  price: null,
  stock: null,
  category: null,
  attributes: [],
  photos: [],
});
const related = (...ids: string[]) => ids.map((id) => ({ product: product(id), score: 1 }));
const revoked: string[] = [];
let answers: Record<string, unknown>;

beforeEach(() => {
  answers = {
    "/api/mirror": { nearest: related("skirt", "dress") },
    "/api/mirror/partners?of=skirt": { product: product("skirt"), isAsked: true, partners: related("blazer") },
  };
  vi.stubGlobal("fetch", async (path: string) => Response.json(answers[path] ?? {}));
  URL.createObjectURL = () => "blob:photo";
  URL.revokeObjectURL = (url) => revoked.push(url);
  window.scrollTo = () => {};
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  cleanup();
  revoked.length = 0;
});

const show = () => {
  const photo = new File(["a photo"], "photo.jpg", { type: "image/jpeg" });
  fireEvent.change(screen.getByLabelText("A photo of a garment"), { target: { files: [photo] } });
};

describe("the mirror", () => {
  it("leads from a photo to what is closest and what goes with it, a step back, and to the start without the photo", async () => {
    render(<Mirror photos={[]} onLeave={() => {}} />);
    show();
    fireEvent.click(await screen.findByRole("button", { name: /Garment skirt/ }));
    await screen.findByRole("heading", { name: "Goes with" });
    expect(await screen.findByText("Garment blazer")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Back" }));
    expect(await screen.findByText("Garment dress")).toBeTruthy();
    expect(revoked).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Start over" }));
    expect(screen.getByRole("heading", { name: "What are you wearing?" })).toBeTruthy();
    expect(revoked).toEqual(["blob:photo"]);
  });

  it("goes back to the start after a minute of quiet", async () => {
    render(<Mirror photos={[]} onLeave={() => {}} />);
    show();
    await screen.findByText("Garment dress");
    vi.useFakeTimers();
    // Whoever touches it begins the minute anew, on a clock that the test holds.
    fireEvent.pointerDown(window);
    act(() => void vi.advanceTimersByTime(quietMs - 1));
    expect(screen.queryByText("Garment dress")).toBeTruthy();
    act(() => void vi.advanceTimersByTime(1));
    expect(screen.getByRole("heading", { name: "What are you wearing?" })).toBeTruthy();
    expect(revoked).toEqual(["blob:photo"]);
  });

  it("says in a sentence why there is no camera, and lets a photo be chosen", async () => {
    vi.stubGlobal("isSecureContext", false);
    render(<Mirror photos={[]} onLeave={() => {}} />);
    fireEvent.click(screen.getByRole("button", { name: "Use the camera" }));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toBe(troubleWords.insecure));
    expect(screen.getByRole("button", { name: "Choose a photo" })).toBeTruthy();
  });

  it("shows the reason when a photo can't be read", async () => {
    const error = { code: "invalid", message: "Something is not as it should be.", detail: "The file holds no photo." };
    vi.stubGlobal("fetch", async () => Response.json({ error }, { status: 422 }));
    render(<Mirror photos={[]} onLeave={() => {}} />);
    show();
    expect((await screen.findByRole("alert")).textContent).toContain("The file holds no photo.");
  });

  it("is honest where the house has not learnt what goes with a garment", async () => {
    answers["/api/mirror/partners?of=skirt"] = { product: product("skirt"), isAsked: false, partners: [] };
    render(<Mirror photos={[]} onLeave={() => {}} />);
    show();
    fireEvent.click(await screen.findByRole("button", { name: /Garment skirt/ }));
    expect(await screen.findByText(/has not learnt yet/)).toBeTruthy();
  });
});

it.each([
  ["NotAllowedError", "refused"],
  ["NotFoundError", "none"],
  ["NotReadableError", "busy"],
])("a camera's %s is told as %s", (name, trouble) => {
  expect(troubleOf(new DOMException("", name))).toBe(trouble);
});
