import type { Backlog } from '#server/contract/answers';
import type { Flow } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { day, moment } from './instants';
import { fr, of } from './typography';

/** What to do again once a flow is back, by flow; those that leave nothing to do are not here. */
const TASKS: Partial<Record<Flow, string>> = {
  pec: 'Redemandez les prises en charge mises de côté',
  dre: 'Envoyez les factures gardées',
  virement: 'Vérifiez les virements, jour par jour',
};

/** « Envoyez les factures gardées (facturation de Viamedis) ». */
export const backlogTask = ({ flow }: Backlog, platform: string): string =>
  fr`${TASKS[flow] ?? `Reprenez ${flowWords[flow].the}`} (${flowWords[flow].inList} ${of(platform)})`;

/** « du 29 janvier, 15:00 au 14 février, 9:00 ». */
export const backlogSpan = ({ from, to }: Backlog): string => fr`du ${moment(from)} au ${moment(to)}`;

const MOST_DAYS = 6;

/** « jours concernés : 29 janvier, 30 janvier »; many are told by the first and the last. A week-end has none. */
export const backlogDays = (days: readonly string[]): string => {
  const [first, ...others] = days;
  const last = others.at(-1);
  if (first === undefined) return 'aucun jour ouvré concerné';
  if (last === undefined) return fr`jour concerné : ${day(first)}`;
  return days.length <= MOST_DAYS
    ? fr`jours concernés : ${days.map(day).join(', ')}`
    : fr`${days.length} jours ouvrés concernés : du ${day(first)} au ${day(last)}`;
};
