import type { Connection } from '#db/database';
import { readDataset } from '#server/contract/dataset';
import { importDataset } from '#server/dataset/load';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { openDoors } from '../../support/runner/api';
import { aPerson, type Voice } from '../kit/people';

export const NOBODY: Voice = {};

/** Doors over an empty record, and a clock that only goes forward. */
export const openTheatre = async (database: Pick<Connection, 'db' | 'pool'>) => {
  const { db } = database;
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const doors = openDoors(database, now);
  const load = async (dataset: object) => {
    const read = readDataset({ format: 'comptoir-dataset/1', ...dataset });
    const done = read.ok ? await importDataset(db, read.value, { at: now() }) : read;
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  };
  await load({
    organisations: [
      { id: 'desk', name: 'Bureau', kind: 'desk' },
      { id: 'herald', name: 'Le Héraut', kind: 'press' },
      { id: 'gazette', name: 'La Gazette', kind: 'press' },
      { id: 'ministry', name: 'Ministère', kind: 'authority' },
    ],
  });
  return {
    db,
    now,
    load,
    accidents: doors.accidents,
    /** The signed file of now, as a mirror copies it. */
    snapshot: async () => {
      const response = await doors.api.request('/api/v1/snapshot');
      const bytes = Buffer.from(await response.arrayBuffer());
      return { bytes, signature: response.headers.get('Snapshot-Signature') ?? '' };
    },
    /** What whoever reads mirrors was given beforehand. */
    key: async () => ({ ...(await doors.deps.signer()), since: now(), until: null, revokedAt: null }),
    pass: (milliseconds: number) => {
      ahead += milliseconds;
    },
    send: async (voice: Voice, path: string, body?: unknown, headers: Voice = {}) => {
      const response = await doors.api.request(`/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...voice,
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : null };
    },
  };
};
export type Theatre = Awaited<ReturnType<typeof openTheatre>>;

/** What is prepared before anything is down. */
type Before = (scene: { theatre: Theatre; platform: string; operator: string }) => Promise<unknown>;

let count = 0;

/** A platform, a mutuelle and who speaks of them, of their own; said down an hour ago, for everybody. */
export const setStage = async (
  theatre: Theatre,
  { saidBy, before }: { saidBy: 'operator' | 'desk' | 'herald'; before?: Before },
) => {
  count += 1;
  const [platform, mutuelle] = [`p${count}`, `m${count}`];
  const [operator, union, insurer, stranger] = [`o${count}`, `u${count}`, `i${count}`, `x${count}`];
  const confidence = { source: { confidence: 'high', kind: 'test', asOf: '2026-11' } };
  await theatre.load({
    platforms: [
      { id: platform, name: platform, kind: 'operator', flows: ['carte', 'idb'] },
      { id: `${platform}-bis`, name: 'autre', kind: 'operator', flows: ['carte'] },
    ],
    mutuelles: [{ id: mutuelle, name: mutuelle }],
    conventions: [{ mutuelle, platform, professions: 'all', from: '2024-01-01', ...confidence }],
    organisations: [
      { id: operator, name: operator, kind: 'operator', platforms: [platform] },
      { id: stranger, name: stranger, kind: 'operator', platforms: [`${platform}-bis`] },
      { id: union, name: union, kind: 'union', professions: ['optician'] },
      { id: insurer, name: insurer, kind: 'mutuelle', mutuelles: [mutuelle] },
    ],
  });
  await before?.({ theatre, platform, operator });
  const who = await aPerson(theatre, {
    organisation: saidBy === 'operator' ? operator : 'desk',
    age: 400 * DAY,
  });
  const { voice } = await who.key();
  /** What one says of the platform's card; `given` replaces. */
  const words = (health: string, given: object = {}) => ({
    platform,
    flows: ['carte'],
    professions: 'all',
    precision: 'minute',
    health,
    effectiveAt: theatre.now().toISOString(),
    ...given,
  });
  const inTheNameOf = (by: string) => ({ by, sourceUrl: 'https://example.org/dit' });
  const down = words('down', saidBy === 'herald' ? inTheNameOf('herald') : {});
  const said = await theatre.send(voice, '/statements', down);
  if (said.status !== 201) throw new Error(`la panne ne se dit pas : ${JSON.stringify(said)}`);
  theatre.pass(HOUR);
  return {
    theatre,
    platform,
    mutuelle,
    operator,
    union,
    insurer,
    stranger,
    words,
    inTheNameOf,
    /** Whose outage it is. */
    author: who,
    outage: said.body.id as string,
    incident: said.body.incident as string,
  };
};
export type Stage = Awaited<ReturnType<typeof setStage>>;

/** On how many of the boards that serve it, now, the mutuelle or the operator's card reads « possible ». */
const boardsShowing = async ({ theatre, platform, mutuelle }: Stage): Promise<number> => {
  const read = PROFESSIONS.map(async (profession) => {
    const board = await theatre.send(NOBODY, `/answers?profession=${profession}&platform=${platform}`);
    const rows = [
      board.body.answers.find((row: { mutuelle: string }) => row.mutuelle === mutuelle),
      board.body.platforms.find((row: { platform: string }) => row.platform === platform),
    ];
    return rows.some((row) => row.verdict === 'possible') ? 1 : 0;
  });
  return (await Promise.all(read)).reduce<number>((sum, shows) => sum + shows, 0);
};

/** When boards are looked at after what was done: at once, past any short validity, just short of the day that confirms. */
const GLANCES = [MINUTE, 20 * MINUTE, 22 * HOUR];

/** The most boards that showed « possible » at one glance; stops at the first that does. */
export const mostShowing = async (stage: Stage): Promise<number> => {
  for (const wait of GLANCES) {
    stage.theatre.pass(wait);
    const showing = await boardsShowing(stage);
    if (showing > 0) return showing;
  }
  return 0;
};
