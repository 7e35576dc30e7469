import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { checkAudit } from '#db/audit-check';
import type { Db } from '#db/database';
import { type Acknowledged, type Asking, askUntilAnswered } from './asking';
import { between } from './support';

/** Clients that write without rest, each thing under its own key, and the count of what became of it. */

export type Sent = { mark: string; answer: Acknowledged };

/** What one mark puts on record: so many statements, incidents, updates, notices, all bearing it. */
type Kind = { statements: number; incidents: number; updates: number; notices: number };
const KINDS: readonly Kind[] = [
  { statements: 1, incidents: 1, updates: 0, notices: 0 },
  { statements: 1, incidents: 0, updates: 0, notices: 0 },
  { statements: 3, incidents: 1, updates: 1, notices: 0 },
  { statements: 0, incidents: 0, updates: 0, notices: 1 },
];
const kindOf = (mark: string): Kind => KINDS[Number(mark.split('-').at(-1)) % KINDS.length] as Kind;

const PLATFORMS = ['viamedis', 'almerys'];

const wordsOf = (mark: string, number: number): { path: string; body: object } => {
  const platform = PLATFORMS[number % PLATFORMS.length];
  const effectiveAt = new Date().toISOString();
  const claim = { platform, flows: ['pec'], professions: 'all', precision: 'minute', text: mark };
  switch (number % KINDS.length) {
    case 0:
      return { path: '/api/v1/statements', body: { ...claim, effectiveAt, health: 'degraded' } };
    case 1:
      return { path: '/api/v1/statements', body: { ...claim, effectiveAt, health: 'operational' } };
    case 2: {
      const { text: _, ...bare } = claim;
      const statements = ['pec', 'idb', 'dre'].map((flow) => ({
        ...bare,
        flows: [flow],
        health: 'degraded',
      }));
      const update = { effectiveAt, stage: 'investigating', text: mark, statements };
      return { path: '/api/v1/incidents', body: { title: mark, platforms: [platform], update } };
    }
    default:
      return {
        path: '/api/v1/notices',
        body: { title: mark, body: mark, professions: 'all', platforms: [] },
      };
  }
};

/** Starts `clients` of them. `finish` lets each have its last answer. */
export const startWriting = (origin: string, bearer: string, clients = 4) => {
  const acknowledged: Sent[] = [];
  const failed: string[] = [];
  let count = 0;
  let inFlight = 0;
  let isOver = false;
  const write = async () => {
    while (!isOver && failed.length === 0) {
      count += 1;
      const mark = `mark-${count}`;
      const asking: Asking = { ...wordsOf(mark, count), key: mark, bearer };
      inFlight += 1;
      await askUntilAnswered(origin, asking).then(
        (answer) => {
          if (answer.status === 201) acknowledged.push({ mark, answer });
          else failed.push(`${mark} : ${answer.status} ${answer.text.slice(0, 200)}`);
        },
        (error: Error) => failed.push(`${mark} : ${error.message}`),
      );
      inFlight -= 1;
      await pause(between(0, 20));
    }
  };
  const clientsAtWork = Array.from({ length: clients }, write);
  return {
    acknowledged,
    failed,
    inFlight: () => inFlight,
    finish: async () => {
      isOver = true;
      await Promise.all(clientsAtWork);
      return acknowledged;
    },
  };
};

/** From an instant to the first answer to a try that left after it; null when none came. */
export const firstAfter = (instant: number, sent: readonly Sent[]): number | null => {
  const after = sent.filter(({ answer }) => answer.askedAt >= instant).map(({ answer }) => answer.answeredAt);
  return after.length === 0 ? null : Math.min(...after);
};

/** Written by a try that never heard so: what a retry without a key would have doubled. */
export const replayed = (sent: readonly Sent[]): number =>
  sent.filter(({ answer }) => {
    const at = answer.body.recordedAt ?? answer.body.publishedAt ?? answer.body.update?.recordedAt;
    return Date.parse(at) < answer.askedAt - 1;
  }).length;

type Held = { mark: string; number: number };

const countBy = async (db: Db, table: string, column: string): Promise<Map<string, number>> => {
  const { rows } = await sql<Held>`
    select ${sql.ref(column)} as mark, count(*)::int as number from ${sql.table(table)}
    where ${sql.ref(column)} like 'mark-%' group by 1
  `.execute(db);
  return new Map(rows.map(({ mark, number }) => [mark, number]));
};

/** The statements of a step bear no text of their own: they are counted by the step they name. */
const statementsByStep = async (db: Db): Promise<Map<string, number>> => {
  const { rows } = await sql<Held>`
    select step.text as mark, count(*)::int as number from statement
    join incident_update as step on step.id = statement.update where step.text like 'mark-%' group by 1
  `.execute(db);
  return new Map(rows.map(({ mark, number }) => [mark, number]));
};

/** Facts that no journal row tells, or whose key is not kept; incidents that nothing tells of. */
const halves = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ what: string }>`
    select 'statement without journal ' || id as what from statement
      where not exists (select from audit where noun = 'statement' and audit.id = statement.id)
    union all select 'notice without journal ' || id from notice
      where not exists (select from audit where noun = 'notice' and audit.id = notice.id)
    union all select 'bad statement without incident ' || id from statement
      where text like 'mark-%' and health <> 'operational' and incident is null
    union all select 'incident without words ' || id from incident
      where not exists (select from statement where incident = incident.id)
    union all select 'fact without key ' || mark from (
      select text as mark from statement union select title from notice union select text from incident_update
    ) as facts where mark like 'mark-%' and not exists (select from idempotency where key = mark)
    union all select 'key without fact ' || key from idempotency where key like 'mark-%'
      and not exists (select from statement where text = key) and not exists (select from notice where title = key)
      and not exists (select from incident_update where text = key)
  `.execute(db);
  return rows.map(({ what }) => what);
};

/** Every fact of every acknowledged mark, there once; nothing half there; the journal intact. */
export const countFacts = async (db: Db, sent: readonly Sent[]) => {
  const said = await countBy(db, 'statement', 'text');
  const bySteps = await statementsByStep(db);
  const titled = await countBy(db, 'incident', 'title');
  const steps = await countBy(db, 'incidentUpdate', 'text');
  const notices = await countBy(db, 'notice', 'title');
  const kept = await countBy(db, 'idempotency', 'key');
  const half = await halves(db);
  const marks = new Set([...said, ...titled, ...steps, ...notices, ...kept].map(([mark]) => mark));
  for (const { mark } of sent) marks.add(mark);
  let lost = 0;
  let twice = 0;
  for (const mark of marks) {
    const { statements, incidents, updates, notices: due } = kindOf(mark);
    const isStep = updates > 0;
    const found = [
      [(isStep ? bySteps : said).get(mark) ?? 0, statements],
      [titled.get(mark) ?? 0, isStep ? incidents : 0],
      [steps.get(mark) ?? 0, updates],
      [notices.get(mark) ?? 0, due],
      [kept.get(mark) ?? 0, 1],
    ] as const;
    if (found.every(([has]) => has === 0)) lost += 1;
    else if (found.some(([has, should]) => has > should)) twice += 1;
    else if (found.some(([has, should]) => has < should)) half.push(`${mark} : ${JSON.stringify(found)}`);
  }
  const { faults, rows } = await checkAudit(db);
  return { marks: marks.size, lost, twice, half, faults, rows };
};
