/** The first that a browser's own words hold names it: several claim to be others too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Macintosh', 'Mac'],
  ['Linux', 'Linux'],
] as const;

const named = (agent: string, names: readonly (readonly [string, string])[]): string | undefined =>
  names.find(([mark]) => agent.includes(mark))?.[1];

/** « Firefox, Windows ». */
export const browserWord = (agent: string): string => {
  const known = [named(agent, BROWSERS), named(agent, SYSTEMS)].filter(Boolean);
  return known.length === 0 ? 'Navigateur inconnu' : known.join(', ');
};
