import { parisParts } from '#server/contract/calendar';
import type { PaymentSpeaker, PlatformPayments } from '#server/contract/payments';
import type { PaymentState, Profession } from '#server/domain/facts/vocabulary';
import { day } from './instants';
import { professionWords } from './professions';
import { capital, counted, fr, listed, typeset } from './typography';

type ToldDay = PlatformPayments['days'][number];
type StatedDay = Pick<ToldDay, 'day' | 'state' | 'expectedOn'>;

/** The name of whoever says it; the id of one that is not listed. */
export const speakerOf =
  (speakers: readonly PaymentSpeaker[]) =>
  (by: string): string =>
    speakers.find((each) => each.by === by)?.name ?? by;
type SpeakerOf = ReturnType<typeof speakerOf>;

const noonOf = (date: string): string => `${date}T12:00:00Z`;

const MOST_LISTED = 8;

/** « le 3 avril », « les 31 mars et 1er avril », « 30 jours du 1er mars au 12 avril » of many. */
const onDays = (dates: readonly string[]): string =>
  dates.length > MOST_LISTED ? overDays(dates) : theDays(dates);

const overDays = (dates: readonly string[]): string => {
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  return `${dates.length} jours entre le ${daysListed([first])} et le ${daysListed([last])}`;
};

const theDays = (dates: readonly string[]): string =>
  `${dates.length === 1 ? 'le' : 'les'} ${daysListed(dates)}`;

const daysListed = (dates: readonly string[]): string => {
  const parts = dates.map((date) => parisParts(noonOf(date)));
  const isOneMonth = new Set(parts.map(({ month }) => month)).size === 1;
  return listed(
    dates.map((date, index) =>
      isOneMonth && index < dates.length - 1 ? (parts[index]?.day ?? '') : day(noonOf(date)),
    ),
  );
};

/** The word that counts of each day: the first, as they are told. */
export const countingDays = (days: readonly ToldDay[]): ToldDay[] =>
  [
    ...[...days]
      .reverse()
      .reduce((kept, each) => kept.set(each.day, each), new Map<string, ToldDay>())
      .values(),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));

const many = (count: number): string => (count > 1 ? 's' : '');

/** « attendus le 17 avril », « manquants ». `today`: of Paris; a promise of the past is said to be. */
const stateOfDays = ({ state, expectedOn }: StatedDay, count: number, today: string | null): string => {
  if (state === 'paid') return `payé${many(count)}`;
  if (state === 'missing' || expectedOn === null) return `manquant${many(count)}`;
  const expected = `attendu${many(count)} ${onDays([expectedOn])}`;
  return today !== null && expectedOn < today ? `${expected}, date passée` : expected;
};

const alike = <Told extends StatedDay>(days: readonly Told[]): Told[][] => {
  const key = ({ state, expectedOn }: StatedDay) => `${state} ${expectedOn}`;
  return [...new Set(days.map(key))].map((each) => days.filter((told) => key(told) === each));
};

const told = (days: readonly StatedDay[], today: string | null): string[] =>
  alike(days).flatMap((group) => {
    const [first] = group;
    return first
      ? [`${onDays(group.map((each) => each.day))} ${stateOfDays(first, group.length, today)}`]
      : [];
  });

/** « Viamedis : les 2 et 3 avril payés ; le 4 avril attendu le 17 avril »: what was said at once, whatever came after. */
export const daysToldAtOnce = (platform: string, days: readonly StatedDay[]): string =>
  fr`${platform} : ${told(days, null).join(' ; ')}`;

/** « Pour les pharmaciens, mutuelle Alan. »; empty: for all. */
export const scopeOfDays = (
  professions: readonly Profession[] | null,
  mutuelles: readonly string[],
): string => {
  const whom = professions === null ? '' : paymentDaysWords.forSome(professions);
  const whose = mutuelles.length === 0 ? '' : fr`mutuelle ${listed(mutuelles)}`;
  const parts = [whom, whose].filter(Boolean);
  return parts.length === 0 ? '' : capital(fr`${parts.join(', ')}.`);
};

/**
 * « payé jusqu’au 3 avril ; les 4, 7, 8 et 9 avril attendus le 17 avril (CETIP) »: each day by the word that counts.
 * Where not all is the platform's own word, all who speak are named: a union's must not read as the operator's, nor the
 * operator's as the union's.
 */
export const paymentDaysSentence = (
  { platform, paidUntil, days }: PlatformPayments,
  name: string,
  speaker: SpeakerOf,
  today: string,
): string => {
  const counting = countingDays(days);
  const unpaid = counting.filter(({ state }) => state !== 'paid');
  const paid = paidUntil === null ? [] : [`payé jusqu'au ${daysListed([paidUntil])}`];
  const speakers = [...new Set(counting.map(({ by }) => by))];
  const isOwn = speakers.every((by) => by === platform);
  const whose = isOwn ? name : `${name}, dit par ${listed(speakers.map(speaker))}`;
  return typeset(`${[...paid, ...told(unpaid, today)].join(' ; ')} (${whose})`);
};

/** « USPO dit les 2 et 3 avril manquants »: of each speaker what differs from the word that counts; else nothing. */
export const contradictions = (
  { days }: Pick<PlatformPayments, 'days'>,
  speaker: SpeakerOf,
  today: string,
): string[] => {
  const counting = new Map(countingDays(days).map((each) => [each.day, each]));
  const differing = days.filter((each) => {
    const counts = counting.get(each.day);
    return counts && (counts.state !== each.state || counts.expectedOn !== each.expectedOn);
  });
  return [...new Set(differing.map(({ by }) => by))].map(
    (by) =>
      fr`${speaker(by)} dit ${told(
        differing.filter((each) => each.by === by),
        today,
      ).join(' ; ')}`,
  );
};

export const paymentDaysWords = {
  title: 'Jours de paiement, 60 derniers jours',
  hint: fr`Ce qui est dit payé, manquant ou promis des factures de chaque jour, et par qui. Un jour dont personne ne dit rien n'est pas un jour payé.`,
  asTable: 'Jour par jour, en tableau',
  region: (about: string): string => fr`Jours de paiement, défile de côté : ${about}`,
  caption: fr`Les jours dont quelque chose a été dit, le plus récent d'abord ; des autres, personne n'a rien dit`,
  columns: ['Jour', 'Factures de ce jour', 'Qui le dit'],
  disputed: ', sources en désaccord',
  none: fr`Personne n'a encore dit quels jours sont payés.`,
  forAll: 'Pour toutes les professions servies',
  forOthers: 'Pour les autres professions servies',
  forSome: (professions: readonly Profession[]): string =>
    fr`Pour les ${listed(professions.map((each) => professionWords[each].plural))}`,
  ofMutuelles: (names: readonly string[]): string => fr`, mutuelle ${listed(names)}`,
} as const;

type StripState = PaymentState | 'none';

export const payStateWords: Record<StripState, { word: string; className: string }> = {
  missing: { word: 'Manquant', className: 'is-missing' },
  promised: { word: 'Promis', className: 'is-promised' },
  paid: { word: 'Payé', className: 'is-paid' },
  none: { word: 'Rien de dit', className: 'is-untold' },
};

/** « Payé », « Promis pour le 17 avril », « Promis pour le 17 avril, date passée ». */
export const toldDayWords = ({ state, expectedOn }: ToldDay, today: string): string => {
  if (state !== 'promised' || expectedOn === null) return payStateWords[state].word;
  return `Promis pour ${onDays([expectedOn])}${expectedOn < today ? ', date passée' : ''}`;
};

/** What a reader hears of the strip: « Viamedis, du 3 février au 2 avril : 20 jours payés, 1 jour manquant ». */
export const payStripSentence = (
  name: string,
  period: string,
  counts: readonly { state: StripState; days: number }[],
): string =>
  fr`${name}, ${period} : ${counts.map(({ state, days }) => `${counted(days, 'jour')} ${COUNTED[state](days)}`).join(', ')}`;

const COUNTED: Record<StripState, (days: number) => string> = {
  missing: (days) => `manquant${many(days)}`,
  promised: () => 'promis',
  paid: (days) => `payé${many(days)}`,
  none: () => 'sans rien de dit',
};
