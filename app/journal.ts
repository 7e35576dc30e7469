/** What the journal is filtered by; empty fields of the form filter nothing. */
const FILTERS = ['action', 'noun', 'account', 'id'] as const;
export type JournalFilter = Partial<Record<(typeof FILTERS)[number], string>>;

export const filterIn = (address: string): JournalFilter => {
  const asked = new URL(address).searchParams;
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = asked.get(name);
      return value ? [[name, value] as const] : [];
    }),
  );
};
