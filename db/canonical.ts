/** A value as the one text it always gives: keys sorted, instants as ISO 8601. What the journal's digests are of. */
export const canonical = (value: unknown): string => {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const held = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${held.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
};
