import type { BoardPlatform, BoardRow } from '#server/contract/answers';
import type { Incident } from '#server/contract/incidents';

/** Why a platform's « Oui »: said or seen to work, an incident that does not touch this profession, or nothing signalled. */
export type PlainReason = 'declared' | 'unaffected' | 'presumed';

const PROVEN: readonly string[] = ['declared', 'observed'];

export const isProven = ({ reason }: Pick<BoardRow, 'reason'>): boolean => PROVEN.includes(reason);

/** Read from the rows a platform serves: proven when all of them are. */
export const reasonOfPlatform = (
  platform: string,
  rows: readonly BoardRow[],
  incidents: readonly Incident[],
): PlainReason => {
  const served = rows.filter(
    ({ verdict, candidates }) =>
      verdict === 'possible' && candidates.some((candidate) => candidate.platform === platform),
  );
  if (served.length > 0 && served.every(isProven)) return 'declared';
  const isTouched =
    served.some(({ reason }) => reason === 'unaffected') ||
    incidents.some(({ platforms }) => platforms.includes(platform));
  return isTouched ? 'unaffected' : 'presumed';
};

/** As the board itself tells it, when the incidents are not to be had. */
export const reasonAsTold = (platform: string, told: readonly BoardPlatform[]): PlainReason => {
  const reason = told.find((each) => each.platform === platform)?.reason ?? 'presumed';
  if (isProven({ reason })) return 'declared';
  return reason === 'unaffected' ? 'unaffected' : 'presumed';
};
