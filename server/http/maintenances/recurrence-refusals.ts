import { distance } from 'fastest-levenshtein';
import { dayInYear, instantInYear, parisParts } from '#server/contract/calendar';
import { dayAfter, SECOND, shift, startOfDay } from '#server/domain/facts/intervals';
import { whenShown } from '#server/domain/facts/wall-clock';
import type { Unmade } from '#server/domain/rules/occurrences';
import { type BrokenRecurrence, FREQUENCIES, PART_NAMES, untilOf } from '#server/domain/rules/recurrences';
import type { Refusal } from '../kit/problems';

/** What is wrong with a rule, said to whoever wrote it: the part, and what was meant. */

export const ZONE = 'Europe/Paris';

const badRule = (detail: string, cure: string): Refusal => ({
  kind: 'not-acceptable',
  pointer: '/rrule',
  detail,
  cure,
});

const MAX_COMPARED = 40;
const nearest = (typed: string, known: readonly string[]): string => {
  const far = (name: string) => distance(typed.slice(0, MAX_COMPARED), name);
  return known.reduce((best, each) => (far(each) < far(best) ? each : best));
};

/** What each part takes. */
const TAKES: Readonly<Record<string, string>> = {
  FREQ: 'DAILY, WEEKLY, MONTHLY ou YEARLY',
  INTERVAL: 'un nombre entier, 1 au moins',
  COUNT: 'un nombre entier, 1 au moins',
  BYDAY:
    'MO, TU, WE, TH, FR, SA, SU, séparés par des virgules ; par mois ou par an, « 1MO » à « 5MO », ou « -1MO »',
  BYMONTHDAY: 'des jours de 1 à 31, ou de -1 à -31 depuis la fin du mois',
  BYMONTH: 'des mois de 1 à 12',
  BYYEARDAY: 'des jours de 1 à 366, ou de -1 à -366 depuis la fin de l’année',
  BYWEEKNO: 'des semaines de 1 à 53, ou de -1 à -53 depuis la fin de l’année',
  BYSETPOS: 'des rangs de 1 à 366, ou de -1 à -366',
  WKST: 'MO, TU, WE, TH, FR, SA ou SU',
};

/** Two letters of the days, as English and French shorten them. */
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FRENCH_DAYS = ['LU', 'MA', 'ME', 'JE', 'VE', 'SA', 'DI'];

const dayMeant = (typed: string): string | undefined => {
  const [, nth = '', day = ''] = /^([+-]?\d*)([A-Z]{2})[A-ZÉ]*$/.exec(typed) ?? [];
  const meant = DAYS.find((each, index) => each === day || FRENCH_DAYS[index] === day);
  return meant && nth + meant;
};

/** A value that was meant; null: nobody can tell. */
const meantValue = (part: string, value: string): string | null => {
  if (part === 'FREQ') return nearest(value, FREQUENCIES);
  if (part !== 'BYDAY' && part !== 'WKST') return null;
  const days = value.split(',').map(dayMeant);
  return days.every((day) => day !== undefined) && days.join(',') !== value ? days.join(',') : null;
};

/** « 20261110 » and « 20261110T230000 », which say no zone, are of Paris; a day is until its end. */
const meantUntil = (value: string): string => {
  const [, date = '', time] = /^(\d{8})(?:T(\d{6}))?$/.exec(value) ?? [];
  const reading = untilOf(`${date}T${time ?? '000000'}Z`);
  if (reading === null) return 'UNTIL=20261110T225959Z';
  const day = reading.toISOString().slice(0, 10);
  const meant =
    time === undefined ? shift(startOfDay(dayAfter(day)), -SECOND) : whenShown(reading, ZONE).instant;
  return `UNTIL=${meant.toISOString().replace(/[-:]|\.\d+/g, '')}`;
};

const EXAMPLE = 'FREQ=WEEKLY;BYDAY=TU;COUNT=4';

type Said = (broken: BrokenRecurrence) => [detail: string, cure: string];

const SAID: Record<BrokenRecurrence['kind'], Said> = {
  empty: () => ['La règle est vide, ou l’une de ses parties.', `Donnez par exemple ${EXAMPLE}.`],
  missing: () => ['La règle ne dit pas FREQ.', `Donnez par exemple ${EXAMPLE}.`],
  twice: ({ part }) => [`${part} est écrit deux fois.`, `Écrivez ${part} une seule fois.`],
  unknown: ({ part }) => [
    `« ${part} » n’est d’aucune règle (RFC 5545).`,
    `Écrivez plutôt ${nearest(part, PART_NAMES)}.`,
  ],
  'too-fine': ({ part, value }) => [
    part === 'FREQ'
      ? `FREQ=${value} : plusieurs fenêtres par jour.`
      : `${part} : l’heure est celle du début.`,
    part === 'FREQ'
      ? 'Écrivez FREQ=DAILY, et des fenêtres d’un jour ou de quelques heures.'
      : `Retirez ${part} : chaque fenêtre commence à l’heure de la première.`,
  ],
  value: ({ part, value }) => {
    const meant = meantValue(part, value);
    const takes = `Il y faut ${TAKES[part]}`;
    return [`${part}=${value} ne se lit pas.`, meant ? `${takes} : ${part}=${meant}.` : `${takes}.`];
  },
  'until-form': ({ value }) => [
    `UNTIL=${value} ne se lit pas : il y faut un instant en UTC.`,
    `Écrivez ${meantUntil(value)}.`,
  ],
  alone: ({ part, value }) => [
    `${part}=${value} choisit parmi les jours d’une autre partie, et il n’y en a pas.`,
    `Ajoutez-la, par exemple FREQ=MONTHLY;BYDAY=TU;${part}=${value}, ou retirez ${part}.`,
  ],
  beside: (broken) => [
    `${broken.part}=${broken.value} ne va pas avec ${'beside' in broken ? broken.beside : ''}.`,
    curesBeside(broken),
  ],
};

/** What to write in place of what excludes each other. */
const curesBeside = ({ part, value }: BrokenRecurrence): string => {
  if (part === 'COUNT') return 'Gardez COUNT ou UNTIL, pas les deux.';
  const frequency = part === 'BYMONTHDAY' || part === 'BYDAY' ? 'MONTHLY' : 'YEARLY';
  const meant = `Écrivez FREQ=${frequency};${part}=${value}`;
  return part === 'BYDAY' ? `${meant}, ou ${part}=${value.replace(/[+\-\d]/g, '')}.` : `${meant}.`;
};

export const brokenRule = (broken: BrokenRecurrence): Refusal => badRule(...SAID[broken.kind](broken));

/** « mercredi 21 octobre 2026 ». */
const dayOf = (instant: Date): string => `${parisParts(instant).weekday} ${dayInYear(instant)}`;

export const unmadeRule = (unmade: Unmade, from: Date): Refusal => {
  if (unmade.kind === 'until-before-start')
    return badRule(
      `UNTIL s’arrête avant la première fenêtre, ${dayOf(from)}.`,
      'Donnez un UNTIL d’après le début, ou un COUNT.',
    );
  return unmade.next
    ? badRule(
        `La première fenêtre, ${dayOf(from)}, n’est pas un jour de la règle.`,
        `Commencez le ${instantInYear(unmade.next)}, premier jour de la règle, ou changez la règle.`,
      )
    : badRule('La règle n’annonce rien : aucun jour ne lui convient.', `Donnez par exemple ${EXAMPLE}.`);
};

export const TOO_OLD = badRule(
  'La première fenêtre a commencé il y a plus de 90 jours.',
  'Annoncez celles qui viennent, à partir de la prochaine.',
);

export const TOO_FAR = badRule(
  'La première fenêtre commence dans plus de 90 jours : la règle n’en annoncerait aucune.',
  'Annoncez-la seule, sans règle ; la suite s’annonce quand elle approche.',
);
