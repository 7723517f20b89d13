import { useCallback, useEffect, useMemo, useState } from "react";

const from = 3;

/** Three seconds to step back. left: seconds still to go; null while none is counted. */
export function useCountdown(onDone: () => void) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (left === null) return;
    const timer = setTimeout(() => {
      if (left > 1) return setLeft(left - 1);
      setLeft(null);
      onDone();
    }, 1_000);
    return () => clearTimeout(timer);
  }, [left, onDone]);
  const begin = useCallback(() => setLeft(from), []);
  const stop = useCallback(() => setLeft(null), []);
  return useMemo(() => ({ left, begin, stop }), [left, begin, stop]);
}
