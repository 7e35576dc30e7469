import { type Insertable, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '#db/accounts';
import { addConnector } from '#db/connectors';
import { touchKey } from '#db/keys';
import { deleteOver, TABLES } from '#db/retention';
import type { Tables } from '#db/tables';
import { DAY, HOUR, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { keepNoLonger } from '#server/runtime/jobs';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
const NOW = new Date('2026-11-20T12:00:00Z');
const ago = (milliseconds: number) => shift(NOW, -milliseconds);

beforeAll(async () => {
  database = await createDatabase('small');
  const person = { name: 'Claire', organisation: 'desk', role: 'desk' as const };
  await addAccount(database.db, { ...person, id: 'claire', email: 'claire@desk.example', createdAt: NOW });
  const made = { madeAt: NOW, madeBy: 'claire' };
  await addConnector(database.db, {
    id: 'outil',
    organisation: 'desk',
    name: 'Outil',
    tokenHash: 'x',
    ...made,
  });
});
afterAll(() => database.close());

it('every table of the schema says what it holds of people, and how long', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
  `.execute(database.db);
  const named = Object.keys(TABLES).sort();
  expect(named, 'nommez-la dans db/retention.ts').toEqual(rows.map(({ name }) => name).sort());
});

/** Of each table that the job empties: a row that is over since a moment, and one that will be. */
const session = (given: Partial<Insertable<Tables['session']>>): Insertable<Tables['session']> => ({
  tokenHash: 'over',
  account: 'claire',
  provedAt: null,
  steppedUpAt: null,
  endedAt: null,
  createdAt: ago(40 * DAY),
  lastSeenAt: ago(40 * DAY),
  cameFrom: '192.0.2.0/24',
  agent: 'essai',
  ...given,
});
const AFTER = SECOND;
const said = (id: string, effectiveAt: Date) =>
  sql`insert into statement (id, by, effective_at, precision, recorded_at, platform, flows, health)
    values (${id}, 'north', ${effectiveAt}, 'minute', ${effectiveAt}, 'north', '{pec}', 'down')`.execute(
    database.db,
  );
const SUBSCRIBERS = ['awaits', 'confirmed', 'over'];
const subscriberId = (name: string) => `00000000-0000-7000-8000-00000000000${SUBSCRIBERS.indexOf(name)}`;

const over = {
  session: {
    kept: ['ended', 'idle'],
    add: async () => {
      const rows = [
        session({ tokenHash: 'ended', endedAt: ago(30 * DAY - AFTER) }),
        session({ tokenHash: 'ended-over', endedAt: ago(30 * DAY + AFTER) }),
        session({ tokenHash: 'idle', lastSeenAt: ago(30 * DAY + 30 * MINUTE - AFTER) }),
        session({ tokenHash: 'idle-over', lastSeenAt: ago(30 * DAY + 30 * MINUTE + AFTER) }),
      ];
      await database.db.insertInto('session').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('session').select('tokenHash').orderBy('tokenHash').execute()).map(
        ({ tokenHash }) => tokenHash,
      ),
  },
  challenge: {
    kept: ['kept'],
    add: async () => {
      const rows = [
        { text: 'kept', account: null, expiresAt: shift(NOW, AFTER) },
        { text: 'over', account: 'claire', expiresAt: ago(AFTER) },
      ];
      await database.db.insertInto('challenge').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('challenge').select('text').execute()).map(({ text }) => text),
  },
  key_network: {
    kept: ['kept', 'revoked'],
    add: async () => {
      const key = {
        account: 'claire',
        organisation: 'desk',
        kind: 'probe' as const,
        name: 'essai',
        actions: [],
        platforms: null,
        createdAt: ago(100 * DAY),
        endingToldAt: null,
        lastUsedAt: null,
        expiresAt: ago(30 * DAY - AFTER),
        revokedAt: null,
      };
      for (const each of [
        { ...key, id: 'kept' },
        { ...key, id: 'over', expiresAt: ago(30 * DAY + AFTER) },
        { ...key, id: 'revoked', revokedAt: ago(30 * DAY - AFTER), expiresAt: NOW },
        { ...key, id: 'revoked-over', revokedAt: ago(30 * DAY + AFTER), expiresAt: NOW },
      ]) {
        await database.db
          .insertInto('apiKey')
          .values({ ...each, hash: each.id })
          .execute();
        await touchKey(database.db, each.id, '192.0.2.0/24', ago(90 * DAY));
      }
    },
    left: async () =>
      (await database.db.selectFrom('keyNetwork').select('key').orderBy('key').execute()).map(
        ({ key }) => key,
      ),
  },
  statement_session: {
    kept: ['kept'],
    add: async () => {
      for (const [session, saidAt] of [
        ['kept', ago(HOUR - AFTER)],
        ['over', ago(HOUR + AFTER)],
      ] as const) {
        await said(session, saidAt);
        await database.db
          .insertInto('statementSession')
          .values({ statement: session, session, saidAt })
          .execute();
      }
    },
    left: async () =>
      (await database.db.selectFrom('statementSession').select('session').execute()).map(
        ({ session: name }) => name,
      ),
  },
  moved_fact: {
    kept: ['kept'],
    add: async () => {
      const rows = [
        { seq: '1', noun: 'essai', id: 'kept', at: ago(HOUR - AFTER) },
        { seq: '1', noun: 'essai', id: 'over', at: ago(HOUR + AFTER) },
      ];
      await database.db.insertInto('movedFact').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('movedFact').select('id').where('noun', '=', 'essai').execute()).map(
        ({ id }) => id,
      ),
  },
  draft: {
    kept: ['kept'],
    add: async () => {
      const rows = [
        { account: 'claire', form: 'kept', content: '{}', savedAt: ago(30 * DAY - AFTER) },
        { account: 'claire', form: 'over', content: '{}', savedAt: ago(30 * DAY + AFTER) },
      ];
      await database.db.insertInto('draft').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('draft').select('form').execute()).map(({ form }) => form),
  },
  audit_origin: {
    kept: ['192.0.2.0/24'],
    add: async () => {
      const rows = [
        { number: '1', at: ago(30 * DAY - AFTER), cameFrom: '192.0.2.0/24', agent: null },
        { number: '2', at: ago(30 * DAY + AFTER), cameFrom: '203.0.113.0/24', agent: 'essai' },
      ];
      await database.db.insertInto('auditOrigin').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('auditOrigin').select('cameFrom').execute()).map(
        ({ cameFrom }) => cameFrom ?? '',
      ),
  },
  idempotency: {
    kept: ['kept'],
    add: async () => {
      const answered = { scope: 'claire', fingerprint: '', status: 201, headers: '{}', body: '' };
      const rows = [
        { ...answered, key: 'kept', createdAt: ago(DAY - AFTER) },
        { ...answered, key: 'over', createdAt: ago(DAY + AFTER) },
      ];
      await database.db.insertInto('idempotency').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('idempotency').select('key').execute()).map(({ key }) => key),
  },
  attempt: {
    kept: ['kept'],
    add: () =>
      sql`insert into attempt (key, points, expire) values
        ('kept', 1, ${+ago(HOUR - AFTER)}), ('over', 1, ${+ago(HOUR + AFTER)})`.execute(database.db),
    left: async () =>
      (await sql<{ key: string }>`select key from attempt`.execute(database.db)).rows.map(({ key }) => key),
  },
  security_event: {
    kept: ['kept'],
    add: async () => {
      const event = {
        event: 'wrong-code' as const,
        account: 'claire',
        organisation: 'north',
        by: null,
        times: 1,
      };
      const rows = [
        { ...event, about: '{}', cameFrom: 'kept', at: ago(90 * DAY - AFTER) },
        { ...event, about: '{}', cameFrom: 'over', at: ago(90 * DAY + AFTER) },
      ];
      await database.db.insertInto('securityEvent').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('securityEvent').select('cameFrom').execute()).map(
        ({ cameFrom }) => cameFrom,
      ),
  },
  totp_offer: {
    kept: [],
    add: () =>
      database.db
        .insertInto('totpOffer')
        .values({ account: 'claire', sealed: 'x', expiresAt: ago(AFTER) })
        .execute(),
    left: async () =>
      (await database.db.selectFrom('totpOffer').select('account').execute()).map(({ account }) => account),
  },
  letter: {
    kept: ['kept'],
    add: async () => {
      const written = (subject: string, writtenAt: Date) => ({
        kind: 'security' as const,
        subject,
        recipient: 'claire',
        writtenAt,
        dueAt: writtenAt,
        sealed: null,
        settledAt: null,
        failure: null,
      });
      const rows = [written('kept', ago(30 * DAY - AFTER)), written('gone', ago(30 * DAY + AFTER))];
      await database.db.insertInto('letter').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('letter').select('subject').execute()).map(({ subject }) => subject),
  },
  first_steps_token: {
    kept: ['kept'],
    add: async () => {
      const printed = (tokenHash: string, ended: Date) =>
        database.db
          .insertInto('firstStepsToken')
          .values({ tokenHash, createdAt: new Date(+ended - DAY), expiresAt: ended, usedAt: null })
          .execute();
      await printed('gone', ago(DAY + AFTER));
      await printed('kept', ago(DAY - AFTER));
    },
    left: async () =>
      (await database.db.selectFrom('firstStepsToken').select('tokenHash').execute()).map(
        ({ tokenHash }) => tokenHash,
      ),
  },
  professional_session: {
    kept: ['kept'],
    add: async () => {
      const opened = { subjectHash: 'x', createdAt: ago(12 * HOUR) };
      const rows = [
        { ...opened, tokenHash: 'kept', expiresAt: shift(NOW, AFTER) },
        { ...opened, tokenHash: 'over', expiresAt: ago(AFTER) },
      ];
      await database.db.insertInto('professionalSession').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('professionalSession').select('tokenHash').execute()).map(
        ({ tokenHash }) => tokenHash,
      ),
  },
  report_hour: {
    kept: ['kept'],
    add: () =>
      sql`insert into report_hour
          (platform, mutuelle, flow, profession, hour, blocked, passes, anonymous_blocked, anonymous_passes)
        values ('north', null, 'pec', 'nurse', ${ago(150 * DAY - AFTER)}, 1, 0, 0, 0),
          ('north', null, 'pec', 'nurse', ${ago(150 * DAY + AFTER)}, 2, 0, 0, 0)`.execute(database.db),
    left: async () =>
      (await database.db.selectFrom('reportHour').select('blocked').execute()).map(({ blocked }) =>
        blocked === 1 ? 'kept' : 'over',
      ),
  },
  observation_run: {
    kept: ['kept', 'last of another', 'later'],
    add: async () => {
      for (const id of ['one', 'another'])
        await sql`insert into probe
            (id, platform, flow, name, kind, interval_seconds, timeout_ms, steps, token_hash, created_at, enabled_at)
          values (${id}, 'north', 'pec', 'essai', 'heartbeat', 60, 1000, '[]', ${id}, ${NOW}, ${NOW})`.execute(
          database.db,
        );
      const run = (probe: string, lastAt: Date, isOk: boolean) => ({
        probe,
        firstAt: shift(lastAt, -HOUR),
        thirdAt: lastAt,
        lastAt,
        isOk,
      });
      const rows = [
        run('one', ago(500 * DAY + AFTER), true),
        run('one', ago(500 * DAY - AFTER), false),
        run('one', ago(DAY), true),
        run('another', ago(600 * DAY), true),
      ];
      await database.db.insertInto('observationRun').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('observationRun').selectAll().execute())
        .map(({ probe, lastAt }) => {
          if (probe === 'another') return 'last of another';
          if (lastAt > ago(2 * DAY)) return 'later';
          return lastAt > ago(500 * DAY) ? 'kept' : 'over';
        })
        .sort(),
  },
  subscriber: {
    kept: ['awaits', 'confirmed'].map(subscriberId),
    add: async () => {
      const asked = (name: string, createdAt: Date, confirmedAt: Date | null = null) => ({
        id: subscriberId(name),
        channel: 'email' as const,
        target: 'sealed',
        targetDigest: name,
        share: 'email',
        createdAt,
        confirmedAt,
      });
      const rows = [
        asked('awaits', ago(2 * DAY - AFTER)),
        asked('over', ago(2 * DAY + AFTER)),
        asked('confirmed', ago(300 * DAY), ago(299 * DAY)),
      ];
      await database.db.insertInto('subscriber').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('subscriber').select('id').execute()).map(({ id }) => id).sort(),
  },
  remark: {
    kept: ['kept'],
    add: async () => {
      const said = {
        profession: 'nurse',
        mutuelle: 'alba',
        platform: 'north',
        says: 'served',
        bucket: 1,
      } as const;
      const rows = [
        { ...said, id: 'kept', reporter: null, remarkedAt: ago(400 * DAY - AFTER) },
        { ...said, id: 'over', reporter: null, remarkedAt: ago(400 * DAY + AFTER) },
      ];
      await database.db.insertInto('remark').values(rows).execute();
    },
    left: async () => (await database.db.selectFrom('remark').select('id').execute()).map(({ id }) => id),
  },
  connector_payload: {
    kept: ['kept'],
    add: async () => {
      const sent = { connector: 'outil', body: '{}', tool: null, firstHeardAt: ago(9 * DAY), handledAt: NOW };
      const rows = [
        { ...sent, id: 'kept', digest: 'a', heardAt: ago(7 * DAY - AFTER) },
        { ...sent, id: 'over', digest: 'b', heardAt: ago(7 * DAY + AFTER) },
      ];
      await database.db.insertInto('connectorPayload').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('connectorPayload').select('id').execute()).map(({ id }) => id),
  },
  tool_alert: {
    kept: ['ended', 'settled', 'waits'],
    add: async () => {
      const alert = (id: string, endedAt: Date, settledAt: Date | null) => ({
        id,
        connector: 'outil',
        key: id,
        isOnce: true,
        labels: [],
        title: id,
        text: null,
        health: 'down' as const,
        stage: null,
        word: null,
        startedAt: ago(100 * DAY),
        heardAt: ago(100 * DAY),
        toldAt: null,
        endedAt,
        incident: null,
        settledAt,
        settledBy: settledAt && 'claire',
        ...(settledAt
          ? ({ state: 'dropped', note: 'essai' } as const)
          : ({ state: 'over', note: null } as const)),
      });
      const [late, early] = [ago(90 * DAY - AFTER), ago(90 * DAY + AFTER)];
      const rows = [
        alert('ended', late, early),
        alert('settled', early, late),
        alert('over', early, early),
        alert('waits', early, null),
      ];
      await database.db.insertInto('toolAlert').values(rows).execute();
    },
    left: async () =>
      (await database.db.selectFrom('toolAlert').select('id').orderBy('id').execute()).map(({ id }) => id),
  },
  report: {
    kept: ['kept'],
    add: async () => {
      const said = { profession: 'nurse', platform: 'north', mutuelle: null, flow: 'pec' } as const;
      const rows = [
        { ...said, id: 'kept', outcome: 'passes' as const, reporter: 'a', reportedAt: ago(90 * DAY - AFTER) },
        { ...said, id: 'over', outcome: 'passes' as const, reporter: 'b', reportedAt: ago(90 * DAY + AFTER) },
      ];
      await database.db.insertInto('report').values(rows).execute();
    },
    left: async () => (await database.db.selectFrom('report').select('id').execute()).map(({ id }) => id),
  },
};

describe('the job on duty', () => {
  it('has a row tried here for each table that it empties', () => {
    const emptied = Object.entries(TABLES).filter(([, store]) => 'isOver' in store);
    expect(Object.keys(over).sort()).toEqual(emptied.map(([name]) => name).sort());
  });
  it.each(Object.entries(over))(
    'keeps %s as long as is said, and no longer',
    async (_, { add, left, kept }) => {
      await add();
      await keepNoLonger(database.db, NOW);
      expect(await left()).toEqual(kept);
    },
  );
  it('takes no more at once than it is told, and ends with none', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => ({
      text: `over-${index}`,
      account: null,
      expiresAt: ago(DAY),
    }));
    await database.db.insertInto('challenge').values(rows).execute();
    const taken = [];
    for (let times = 0; times < 4; times += 1) taken.push(await deleteOver(database.db, 'challenge', NOW, 2));
    expect(taken).toEqual([2, 2, 1, 0]);
    expect(await deleteOver(database.db, 'statement', NOW, 2)).toBe(0);
  });
});
