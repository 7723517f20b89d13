/** A sentence in which what stands between backticks is code. */
export const Words = ({ children }: { children: string }) =>
  children.split("`").map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <code key={i} className="text-ink">
        {part}
      </code>
    ) : (
      part
    ),
  );
