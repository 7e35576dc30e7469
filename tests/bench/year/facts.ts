import type { Item } from '#db/dataset/nouns';
import { DAY, HOUR, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import type { Flow } from '#server/domain/facts/vocabulary';

/** What organisations said in a made-up year, the same each time for one end and one size. */

/** `of`: the whole year is 1. */
export type Size = { end: Date; of: number };
export type Place = { id: string; flows: readonly Flow[] };
/** One list of facts, as its table holds them, with what the journal calls the act. */
export type Facts = { table: string; action: string; columns: readonly string[]; rows: readonly Item[] };

const INCIDENTS = 2_000;
/** Of each incident. */
const STATEMENTS = 50;
const UPDATES = 10;
/** From here on what is said of an incident is that it works again. */
const RETURN = 40;
const MAINTENANCES = 500;
const NOTICES = 300;

const SPEAKERS = [
  { by: 'desk', professions: null },
  { by: 'fspf', professions: ['pharmacist'] },
  { by: 'rof', professions: ['optician'] },
  { by: 'uspo', professions: ['pharmacist'] },
] as const;
/** Operators that have an organisation of their own. */
const OPERATORS = ['viamedis', 'almerys'];

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const padded = (number: number): string => String(number).padStart(6, '0');
/** A number below `most` that looks drawn, and is not. */
const drawn = (seed: number, most: number): number => ((seed * 7_919 + 104_729) % 1_000_003) % most;

type Story = { rank: number; id: string; place: Place; from: Date; lasts: number; isOpen: boolean };

const storiesOf = (places: readonly Place[], { end, of }: Size): Story[] => {
  const count = Math.round(INCIDENTS * of);
  return Array.from({ length: count }, (_, rank) => {
    const from = shift(end, -Math.round(((count - rank) * 365 * DAY) / (count + 1)));
    const lasts = 2 * HOUR + drawn(rank, 380) * 6 * MINUTE;
    return {
      rank,
      id: `annee-inventee-${padded(rank)}`,
      place: at(places, drawn(rank, 997)),
      from,
      lasts,
      isOpen: shift(from, lasts + HOUR) > end,
    };
  });
};

/** Spread over the incident, and of one that is open none after the end. */
const momentOf = ({ from, lasts, isOpen }: Story, part: number, end: Date): Date =>
  shift(from, Math.round(part * (isOpen ? Math.min(lasts, +end - +from - 20 * MINUTE) : lasts)));

const statementsOf = (story: Story, end: Date): Item[] =>
  Array.from({ length: STATEMENTS }, (_, step) => {
    const { rank, id, place, isOpen } = story;
    const isOver = step >= RETURN && !isOpen;
    const effectiveAt = momentOf(story, step / STATEMENTS, end);
    const recordedAt = shift(effectiveAt, drawn(rank + step, 10) * MINUTE);
    const isOwn = OPERATORS.includes(place.id) && step % 3 === 0;
    const { by, professions } = isOwn ? { by: place.id, professions: null } : at(SPEAKERS, step);
    return {
      id: `${id}-d${padded(step)}`,
      incident: id,
      update: step % UPDATES === 0 ? `${id}-p${step / UPDATES}` : null,
      by,
      effectiveAt,
      precision: 'minute',
      recordedAt,
      platform: place.id,
      flows: [at(place.flows, rank + (step % 2))],
      professions,
      mutuelles: null,
      health: isOver ? 'operational' : rank % 3 === 0 ? 'down' : 'degraded',
      validUntil: null,
      expectedBack: step % 10 === 1 && !isOver ? shift(effectiveAt, 6 * HOUR) : null,
      nextUpdateDue: null,
      stage: isOver ? 'resolved' : 'identified',
      text: `Inventé pour mesurer : point nº ${step + 1} de l’incident ${rank + 1}, les échanges ${isOver ? 'passent de nouveau' : 'ne passent pas partout'}.`,
      sourceUrl: null,
      storedAt: shift(recordedAt, SECOND),
    };
  });

const updatesOf = (story: Story, end: Date): Item[] =>
  Array.from({ length: UPDATES }, (_, step) => {
    const { rank, id, isOpen } = story;
    const effectiveAt = momentOf(story, step / UPDATES, end);
    return {
      id: `${id}-p${step}`,
      incident: id,
      by: 'desk',
      effectiveAt,
      recordedAt: effectiveAt,
      stage: step >= 8 && !isOpen ? 'monitoring' : 'identified',
      text: `Inventé pour mesurer : suite ${step + 1} de l’incident ${rank + 1}.`,
      nextUpdateDue: null,
      storedAt: shift(effectiveAt, SECOND),
    };
  });

const incidentOf = ({ rank, id, place, from }: Story): Item => ({
  id,
  title: `Incident inventé nº ${rank + 1}`,
  cause: null,
  platforms: [place.id],
  storedAt: shift(from, SECOND),
});

const afterReturn = (story: Story, minutes: number, end: Date): Date =>
  shift(momentOf(story, RETURN / STATEMENTS, end), minutes * MINUTE);

const maintenanceOf = (rank: number, places: readonly Place[], end: Date, count: number): Item => {
  const place = at(places, drawn(rank, 991));
  const from = shift(end, -Math.round(((count - rank - 3) * 365 * DAY) / count));
  const recordedAt = shift(from, -5 * DAY);
  return {
    id: `annee-inventee-m${padded(rank)}`,
    by: 'desk',
    platform: place.id,
    flows: [at(place.flows, rank)],
    professions: null,
    from,
    to: shift(from, 2 * HOUR),
    recordedAt,
    text: 'Inventée pour mesurer.',
    cancelledAt: null,
    storedAt: shift(recordedAt, SECOND),
  };
};

const noticeOf = (rank: number, end: Date, count: number): Item => {
  const publishedAt = shift(end, -Math.round(((count - rank) * 365 * DAY) / (count + 1)));
  return {
    id: `annee-inventee-a${padded(rank)}`,
    by: at(SPEAKERS, rank).by,
    publishedAt,
    validUntil: shift(publishedAt, 5 * DAY),
    withdrawnAt: null,
    withdrawalReason: null,
    professions: at(SPEAKERS, rank).professions,
    platforms: [],
    title: `Avis inventé nº ${rank + 1}`,
    body: 'Inventé pour mesurer : ce texte a la longueur de ce que les syndicats écrivent. '.repeat(6).trim(),
    advice: null,
    sourceUrl: null,
    corrects: null,
    storedAt: shift(publishedAt, SECOND),
  };
};

const list = (table: string, action: string, rows: readonly Item[]): Facts => ({
  table,
  action,
  columns: Object.keys(rows[0] ?? {}),
  rows,
});

/** In the order they are written: what is named comes before what names it. */
export const factsOfAYear = (places: readonly Place[], size: Size): Facts[] => {
  const { end, of } = size;
  const stories = storiesOf(places, size);
  const over = stories.filter(({ isOpen }) => !isOpen);
  const word = ({ id }: Story, step: number) => `${id}-d${padded(step)}`;
  const many = (count: number, make: (rank: number, total: number) => Item): Item[] => {
    const total = Math.max(5, Math.round(count * of));
    return Array.from({ length: total }, (_, rank) => make(rank, total));
  };
  return [
    list('incident', 'incident', stories.map(incidentOf)),
    list(
      'incident_update',
      'update',
      stories.flatMap((story) => updatesOf(story, end)),
    ),
    list(
      'statement',
      'statement',
      stories.flatMap((story) => statementsOf(story, end)),
    ),
    list(
      'confirmation',
      'confirmation',
      over.map((story) => ({
        statement: word(story, RETURN),
        by: 'rof',
        recordedAt: afterReturn(story, 12, end),
        storedAt: afterReturn(story, 12, end),
      })),
    ),
    list(
      'retraction',
      'retraction',
      stories
        .filter(({ rank }) => rank % 4 === 0)
        .map((story) => ({
          statement: word(story, 5),
          by: at(SPEAKERS, 5).by,
          recordedAt: momentOf(story, 0.2, end),
          reason: 'Inventée pour mesurer.',
          storedAt: momentOf(story, 0.2, end),
        })),
    ),
    list(
      'closing',
      'closing',
      over.map((story) => ({
        incident: story.id,
        by: 'desk',
        effectiveAt: shift(story.from, story.lasts + HOUR),
        recordedAt: shift(story.from, story.lasts + HOUR),
        note: 'Inventée pour mesurer.',
        storedAt: shift(story.from, story.lasts + HOUR),
      })),
    ),
    list(
      'maintenance',
      'maintenance',
      many(MAINTENANCES, (rank, total) => maintenanceOf(rank, places, end, total)),
    ),
    list(
      'notice',
      'notice',
      many(NOTICES, (rank, total) => noticeOf(rank, end, total)),
    ),
  ];
};
