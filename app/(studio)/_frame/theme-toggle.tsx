"use client";
import { useEffect, useState } from "react";
import { glyphs } from "@/app/_ui/glyphs";
import { chooseTheme, readTheme, type Theme, themeAfter } from "@/app/_ui/theme";

const words: Record<Theme, string> = { system: "follows the system", light: "light", dark: "dark" };

export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => {
    setTheme(readTheme());
    // The palette changes the theme too.
    const watch = new MutationObserver(() => setTheme(readTheme()));
    watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => watch.disconnect();
  }, []);
  return (
    <button
      type="button"
      onClick={() => chooseTheme(themeAfter(theme))}
      aria-label={`Theme: ${words[theme]}. Change`}
      title={`Theme: ${words[theme]}`}
      className="grid size-9 place-items-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink"
    >
      {glyphs[theme]}
    </button>
  );
}
