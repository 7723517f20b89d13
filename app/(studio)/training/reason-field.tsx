type Props = { label: string; value: string; onChange: (reason: string) => void };

/** Why, in a person's own words: kept with the change. */
export const ReasonField = ({ label, value, onChange }: Props) => (
  <label className="block text-small font-medium">
    {label}
    <input
      value={value}
      maxLength={500}
      onChange={(event) => onChange(event.target.value)}
      className="mt-1.5 block w-full rounded-md border border-edge bg-transparent px-3 py-2 text-body font-normal"
    />
  </label>
);
