import type { AnnouncedMaintenance, MaintenancePreview } from '#server/contract/maintenances';
import type { Fault } from '#server/contract/problem';
import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { time } from '../../words/instants';
import { refusedFormWords } from '../../words/space-form';
import { maintenanceFaults } from '../../words/space-maintenances';
import { WRITTEN_RULE } from '../../words/space-writing';
import type { Action } from '../form/actions';
import { clockOf, faulty, localOf, type Reading } from '../form/readings';
import { textIn, ticksIn } from '../form/typed';

/** What the form of a maintenance says of its windows. `isHeld`: the hour typed does not exist that night. */
type Windows = { from: string; to: string; rrule: string | null; isHeld: boolean };

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** « 2TU » of the second Tuesday; a fifth one is the last. */
const weekdayOfMonth = (local: string): string => {
  const day = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  const nth = Math.ceil(day.getUTCDate() / 7);
  return `${nth > 4 ? -1 : nth}${WEEKDAYS[day.getUTCDay()]}`;
};

/** The days of each repetition of the form (RFC 5545), by the first one as it was typed. */
const REPEATED: Readonly<Record<string, (first: string) => string>> = {
  DAILY: () => 'FREQ=DAILY',
  WEEKLY: () => 'FREQ=WEEKLY',
  'deux-semaines': () => 'FREQ=WEEKLY;INTERVAL=2',
  MONTHLY: () => 'FREQ=MONTHLY',
  'jour-du-mois': (first) => `FREQ=MONTHLY;BYDAY=${weekdayOfMonth(first)}`,
};

const MAX_COUNT = 90;

const ruleIn = (form: FormData, faults: Fault[]): string | null => {
  const { noRule, writeRule, noCount, writeCount } = maintenanceFaults;
  const chosen = textIn(form, 'repete') ?? '';
  if (chosen === WRITTEN_RULE) {
    const rule = textIn(form, 'regle');
    if (rule === null) faults.push({ pointer: '/rrule', detail: noRule, cure: writeRule });
    return rule;
  }
  const days = Object.hasOwn(REPEATED, chosen) ? REPEATED[chosen]?.(textIn(form, 'de') ?? '') : undefined;
  if (days === undefined) return null;
  const typed = textIn(form, 'fois') ?? '2';
  const count = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  if (count < 2 || count > MAX_COUNT) faults.push({ pointer: '/count', detail: noCount, cure: writeCount });
  return `${days};COUNT=${count}`;
};

const missing = (pointer: string, detail: string): Fault => ({
  pointer,
  detail,
  cure: refusedFormWords.writeInstant,
});

/** « 02:30 ». */
const hourOf = (local = ''): string => local.slice(11);

const windowsIn = (form: FormData): Reading<Windows> => {
  const faults: Fault[] = [];
  const clock = clockOf(form, faults);
  const [from, to] = [clock('de', '/from'), clock('a', '/to')];
  if (faults.length === 0 && from === null) faults.push(missing('/from', maintenanceFaults.noStart));
  if (faults.length === 0 && to === null) faults.push(missing('/to', maintenanceFaults.noEnd));
  if (from === null || to === null) return { ok: false, faults };
  const rrule = ruleIn(form, faults);
  const { skippedHour, otherHour, skippedEnd, writeEnd } = maintenanceFaults;
  const [begin, end] = ['de', 'a'].map((name) => textIn(form, name)?.slice(0, 16) ?? '');
  const isHeld = localOf(from) !== begin;
  if (isHeld && rrule !== null)
    faults.push({ pointer: '/from', detail: skippedHour(hourOf(begin)), cure: otherHour });
  if (localOf(to) !== end)
    faults.push({ pointer: '/to', detail: skippedEnd(hourOf(end)), cure: writeEnd(time(to)) });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, json: { from, to, rrule, isHeld } };
};

/** What is shown of the windows before they are announced: those, or why there are none. */
export type WindowsShown =
  | ({ kind: 'windows' } & MaintenancePreview & { heldHour: string | null })
  | { kind: 'refused'; detail: string; cure: string };

/** The windows that would be announced. */
export const previewWindows: Action = async ({ client, form }) => {
  const read = windowsIn(form);
  if (!read.ok) return faulty(read.faults);
  const { isHeld, ...json } = read.json;
  const response: Response = await client.api.v1.preview.maintenance.$post({ json });
  if (!response.ok) return response;
  const preview = (await response.json()) as MaintenancePreview;
  const heldHour = isHeld ? (textIn(form, 'de')?.slice(11, 16) ?? null) : null;
  const shown: WindowsShown = { kind: 'windows', ...preview, heldHour };
  return Response.json(shown);
};

export const announceMaintenance: Action = async ({ client, headers, form }) => {
  const read = windowsIn(form);
  if (!read.ok) return faulty(read.faults);
  const { isHeld: _, ...windows } = read.json;
  const by = textIn(form, 'au-nom');
  const professions = PROFESSIONS.filter((each) => ticksIn(form, 'profession').includes(each));
  const json = {
    ...windows,
    text: textIn(form, 'texte'),
    ...(by === null ? {} : { by }),
    platform: textIn(form, 'plateforme') ?? '',
    flows: FLOWS.filter((flow) => ticksIn(form, 'echange').includes(flow)),
    professions: professions.length === PROFESSIONS.length ? ('all' as const) : professions,
  };
  return client.api.v1.maintenances.$post({ json }, { headers });
};

/** What the page after says was done, by its word: whether an hour was held, and whether a part is left to announce. */
export const announcedAs = ({ occurrences, next }: AnnouncedMaintenance, form: FormData): string => {
  const typed = textIn(form, 'de')?.slice(11, 16);
  const [first] = occurrences;
  const isHeld =
    occurrences.some(({ clockChange }) => clockChange === 'begins-later') ||
    (first !== undefined && time(first.from) !== typed);
  return ['annoncer', isHeld ? '-decalee' : '', next === null ? '' : '-en-partie'].join('');
};
