import ICAL from 'ical.js';
import { convertIcsCalendar, type IcsEvent } from 'ts-ics';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#server/domain/facts/intervals';
import { component, parameter, text } from '#server/http/feeds/icalendar';
import { createPublicFormats } from '#server/http/feeds/public-formats';
import { aWriter, openWorld, type World, type Writer } from '../support/world/writers';

let world: World;
let north: Writer;
let open: ReturnType<typeof createPublicFormats>;
let isJournalWhole: boolean;
beforeEach(async () => {
  isJournalWhole = true;
  world = await openWorld();
  open = createPublicFormats(world.deps, world.report);
  north = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close({ isJournalWhole }));

const ADDRESS = '/feeds/maintenances.ics';
const read = async (query = '') => {
  const response = await open.request(`${ADDRESS}${query}`);
  return { headers: response.headers, text: await response.text() };
};
const announce = (given: Record<string, unknown>) =>
  north.post('/maintenances', {
    platform: 'north',
    flows: ['pec', 'dre'],
    professions: ['optician'],
    text: 'Serveur ; suite, fin',
    ...given,
  });

/** To the second, as a calendar has it, the whole window within. */
const begins = (instant: string) => new Date(Math.floor(Date.parse(instant) / 1000) * 1000);
const ends = (instant: string) => new Date(Math.ceil(Date.parse(instant) / 1000) * 1000);

type Read = {
  uid: string;
  summary: string;
  description: string;
  sequence: number;
  status: unknown;
  url: unknown;
  categories: unknown;
  organizer: unknown;
  start: Date;
  end: Date;
};

const byIcalJs = (calendar: string): Read[] =>
  new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vevent').map((event) => {
    const { uid, summary, description, sequence, startDate, endDate } = new ICAL.Event(event);
    const [start, end] = [startDate.toJSDate(), endDate.toJSDate()];
    const organizer = event.getFirstProperty('organizer')?.getParameter('cn');
    const categories = event.getFirstProperty('categories')?.getValues();
    const [status, url] = ['status', 'url'].map((name) => event.getFirstPropertyValue(name));
    return { uid, summary, description, sequence, status, url, categories, organizer, start, end };
  });

const byTsIcs = (calendar: string): Read[] =>
  ((convertIcsCalendar(undefined, calendar).events ?? []) as IcsEvent[]).map((event) => ({
    uid: event.uid,
    summary: event.summary,
    description: event.description ?? '',
    // A first SEQUENCE, which is 0, it takes for none (findings/ts-ics-sequence-zero.sh).
    sequence: event.sequence ?? 0,
    status: event.status,
    url: event.url,
    categories: event.categories,
    organizer: event.organizer?.name,
    start: event.start.date,
    end: event.end?.date ?? event.start.date,
  }));

/** Two readers have it the same. */
const events = async (query = '') => {
  const calendar = (await read(query)).text;
  const [one, other] = [byIcalJs(calendar), byTsIcs(calendar)];
  expect(other).toEqual(one);
  return one;
};

describe('the calendar of maintenances', () => {
  it('has an event a window, that keeps its UID and says it is cancelled', async () => {
    const times = { from: world.in(3_600_000), to: world.in(7_200_000) };
    const { id } = (await announce(times)).body;
    const [event] = await events();
    expect(event).toEqual({
      uid: `maintenance-${id}@comptoir`,
      sequence: 0,
      status: 'CONFIRMED',
      summary: 'Maintenance de Nord',
      description: 'Serveur ; suite, fin\nPrise en charge et facturation\nNord',
      url: expect.stringMatching(new RegExp(`/maintenances/${id}$`)),
      categories: expect.arrayContaining(['Nord']),
      organizer: 'Nord',
      start: begins(times.from),
      end: ends(times.to),
    });
    expect(await events('?profession=nurse')).toEqual([]);
    expect(await events('?platform=south')).toEqual([]);

    const version = (await world.get(`/api/v1/maintenances/${id}`)).headers.get('ETag') ?? '';
    await north.post(`/maintenances/${id}/cancellation`, undefined, { 'If-Match': version });
    world.pass(1_000);
    const [cancelled] = await events();
    expect(cancelled).toMatchObject({ uid: event?.uid, status: 'CANCELLED', sequence: 1 });
  });

  it('holds the windows that a rule made, at the instants that were answered', async () => {
    // Into spring, where clocks change; its journal is written months ahead.
    const inSpring = Date.parse('2027-03-20T01:30:00Z');
    world.pass(inSpring - +world.now() - DAY);
    isJournalWhole = false;
    north = await aWriter(world, { organisation: 'north' });
    const from = new Date(inSpring).toISOString();
    const to = new Date(inSpring + 3_600_000).toISOString();
    const rules = ['FREQ=DAILY;COUNT=20', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY;BYDAY=SA;BYSETPOS=-2,3'];
    for (const rrule of rules) {
      const { status, body } = await announce({ from, to, rrule });
      expect([rrule, status]).toEqual([rrule, 201]);
      const own = new Set(body.occurrences.map(({ id }: { id: string }) => `maintenance-${id}@comptoir`));
      const held = (await events()).filter(({ uid }) => own.has(uid));
      const instants = held.map(({ start, end }) => ({ from: start.toISOString(), to: end.toISOString() }));
      const answered = body.occurrences.map((each: { from: string; to: string }) => ({
        from: each.from,
        to: each.to,
      }));
      expect(instants.reverse()).toEqual(answered);
    }
  });

  it('is a calendar by its type and its lines, and has a component when it has no event', async () => {
    const { headers, text: calendar } = await read();
    expect(headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[\s\S]+\r\nEND:VCALENDAR\r\n$/);
    expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(calendar).not.toContain('METHOD');
    const [zone] = new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents();
    expect([zone?.name, zone?.getFirstPropertyValue('tzid')]).toEqual(['vtimezone', 'Europe/Paris']);
    expect(convertIcsCalendar(undefined, calendar).timezones).toHaveLength(1);
    await announce({ from: world.in(3_600_000), to: world.in(7_200_000) });
    expect((await read()).text).toContain('\r\nMETHOD:PUBLISH\r\n');
  });

  it('keeps whole what is written, whatever its signs and its length', async () => {
    const said = [
      'é👩‍⚕️ "x" ; y, z \\n ^ '.repeat(40),
      `${'a'.repeat(61)}\nb\tc\n${'\\'.repeat(90)}`,
      `${'b'.repeat(62)}\n\n${','.repeat(80)};`,
    ];
    for (const [index, each] of said.entries()) {
      const from = world.in((index + 1) * DAY);
      const { status } = await announce({ text: each, from, to: world.in((index + 1) * DAY + 60_000) });
      expect(status).toBe(201);
    }
    const calendar = (await read()).text;
    expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(calendar).not.toMatch(/(?<!\\)(?:\\\\)*\\\r\n/);
    expect(calendar).not.toContain('\ufffd');
    const held = (await events()).map(({ description }) => description.split('\nPrise en charge')[0]);
    expect(held.reverse()).toEqual(said);
  });

  it('takes no control character: refused where it is written, dropped where it was imported', async () => {
    const refused = await announce({ text: 'a\u0007b', from: world.in(60_000), to: world.in(120_000) });
    expect([refused.status, refused.body.pointer]).toEqual([422, '/text']);
    expect(text('a\u0007b\u0085c\r\nd\re\tf')).toBe('abc\\nd\\ne\tf');
    const [line = ''] = component('X', [`A;B=${parameter('d\u0000u; "o" ^\n')}:${text('é'.repeat(60))}`])
      .split('BEGIN:X\r\n')
      .slice(1);
    expect(line).toMatch(/^A;B="du; \^'o\^' \^\^\^n":é+\r\n é+/);
  });
});
