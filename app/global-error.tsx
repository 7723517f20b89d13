"use client";

// Drawn when the root layout itself fails, so it stands alone: no fonts, no styles of ours.
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui", display: "grid", placeItems: "center", minHeight: "100vh", margin: 0 }}>
        <main style={{ textAlign: "center" }}>
          <h1 style={{ fontWeight: 400 }}>Toile could not be drawn</h1>
          <p>Nothing was lost. Try again; if it stays so, ask your administrator to look at the server.</p>
          <button type="button" onClick={reset} style={{ font: "inherit", padding: "8px 16px" }}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
