import { professionNames } from '#server/contract/profession-names';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type Confidence, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { comparable, nearestOf } from './nearest';
import type { Unfound } from './written-names';

/** What people write in the cells of a list, in French or as the dataset has it. */

const spaced = (text: string): string => comparable(text).replace(/-/g, ' ');

const professionsByName = new Map<string, Profession>(
  PROFESSIONS.flatMap((profession) => {
    const { slug, name, plural } = professionNames[profession];
    return [profession, slug, name, plural].map((each) => [spaced(each), profession] as const);
  }),
);
const EVERYONE = ['all', 'tous', 'toutes', 'toutes les professions'];

const namedProfessions = PROFESSIONS.map((id) => {
  const { slug, name, plural } = professionNames[id];
  return { id: slug, names: [id, name, plural] };
});

const unknownProfession = (written: string): Unfound => {
  const near = nearestOf(written, namedProfessions).map(({ id }) => `« ${id} »`);
  const slugs = namedProfessions.map(({ id }) => id).join(', ');
  return {
    message: `profession inconnue : « ${written.slice(0, 80)} »`,
    cure: near.length > 0 ? `Est-ce ${near.join(', ')} ?` : `Professions : ${slugs}, ou tous.`,
  };
};

/** Of one cell: text without end is no list of professions. */
const MOST_TOLD = 10;

/** Professions separated by `|` or by a comma or a line; null: all of them. */
export const professionsIn = (cell: string): Result<Profession[] | null, Unfound[]> => {
  const written = cell
    .split(/[|,;\n\r]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const everyone = written.filter((each) => EVERYONE.includes(spaced(each)));
  if (everyone.length > 0)
    return written.length === everyone.length
      ? accept(null)
      : refuse([
          {
            message: `« ${everyone[0]} » à côté d’autres professions`,
            cure: 'Écrivez « tous », ou les professions une à une.',
          },
        ]);
  const found = written.map((each) => ({ each, profession: professionsByName.get(spaced(each)) }));
  const unknown = found.filter(({ profession }) => !profession).slice(0, MOST_TOLD);
  const faults = unknown.map(({ each }) => unknownProfession(each));
  if (faults.length > 0) return refuse(faults);
  return accept([...new Set(found.flatMap(({ profession }) => profession ?? []))]);
};

const CONFIDENCES: Record<string, Confidence> = {
  high: 'high',
  haute: 'high',
  medium: 'medium',
  moyenne: 'medium',
  low: 'low',
  basse: 'low',
};
export const confidenceIn = (cell: string): Result<Confidence, Unfound> => {
  const known = CONFIDENCES[comparable(cell)];
  if (known) return accept(known);
  return refuse({
    message: `fiabilité inconnue : « ${cell.slice(0, 80)} »`,
    cure: 'high, medium ou low (haute, moyenne, basse).',
  });
};

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const MIDNIGHT = /[ T]00:00(:00([.,]0+)?)?$/;

/** `31/12/2024` or `2024-12-31` as the latter, midnight left aside; null: neither. */
const dayOf = (cell: string): string | null => {
  const text = cell.replace(MIDNIGHT, '');
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = french ?? [];
  const iso = french ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && isDay(iso) ? iso : null;
};

const unread = (cell: string, cure: string): Unfound => ({
  message: `date illisible : « ${cell.slice(0, 80)} »`,
  cure,
});

export const dayIn = (cell: string): Result<string, Unfound> => {
  const day = dayOf(cell);
  const cure = 'Une date AAAA-MM-JJ ou JJ/MM/AAAA du calendrier, l’année sur quatre chiffres.';
  return day === null ? refuse(unread(cell, cure)) : accept(day);
};

/** A day, a month or a year. */
export const partialDateIn = (cell: string): Result<string, Unfound> => {
  const french = /^(\d{1,2})\/(\d{4})$/.exec(cell);
  const text = french ? `${french[2]}-${french[1]?.padStart(2, '0')}` : cell;
  const day = dayOf(text);
  if (day !== null) return accept(day);
  if (/^\d{4}(-\d{2})?$/.test(text) && isDay(`${text}-01-01`.slice(0, 10))) return accept(text);
  return refuse(unread(cell, 'AAAA, AAAA-MM, MM/AAAA, AAAA-MM-JJ ou JJ/MM/AAAA.'));
};
