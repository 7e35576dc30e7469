import { randomUUID } from 'node:crypto';
import type { Connection } from '#db/database';
import { changeSession } from '#db/sessions';
import { invite } from '#server/accounts/invitations';
import { digest } from '#server/accounts/secrets';
import { openSession } from '#server/accounts/sessions';
import { readDataset } from '#server/contract/dataset';
import { importDataset } from '#server/dataset/load';
import { DAY, HOUR, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { keepResults } from '#server/measurements/results';
import { openDoors } from '../../support/runner/api';
import type { Act, Sequence } from '../../support/world/sequences/acts';
import { FLOW, HOMES, HOSTS, type Home, OLD, PROFESSION } from '../../support/world/sequences/people';
import { PUSHES, type Shown, speaksAs } from '../../support/world/sequences/world';
import { aPerson, type Person, type Voice, voicesOf } from '../kit/people';

/** The same acts on the real service: over HTTP, a real record behind it, and a clock that is moved. */

const PASSWORD = 'vingt tilleuls devant la gare';
const PAGE = { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' };

export const openService = async (database: Pick<Connection, 'db' | 'pool'>) => {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const doors = openDoors(database, now);
  const load = async (dataset: object) => {
    const read = readDataset({ format: 'comptoir-dataset/1', ...dataset });
    const done = read.ok ? await importDataset(database.db, read.value, { at: now() }) : read;
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  };
  await load({
    organisations: [
      { id: 'desk', name: 'Bureau', kind: 'desk' },
      { id: 'herald', name: 'Le Héraut', kind: 'press' },
      { id: 'ministry', name: 'Ministère', kind: 'authority' },
    ],
  });
  const pass = (milliseconds: number) => {
    ahead += milliseconds;
  };
  return { db: database.db, doors, now, load, pass };
};
type Service = Awaited<ReturnType<typeof openService>>;

/** An account that the person holds, with its one session and its keys. */
type Hand = { id: string; home: Home; token: string; person: Person };
type Source = { id: string; kind: 'ours' | 'pushed' };

let count = 0;

/** One platform and its people, tried by one person. */
class Stage {
  private readonly number = ++count;
  readonly platform = `p${this.number}`;
  private readonly homes = { operator: `o${this.number}`, union: `u${this.number}`, desk: 'desk' };
  private readonly held: Hand[] = [];
  private readonly takeable: Hand[] = [];
  private readonly taken = new Set<Hand>();
  private readonly statements: { id: string; isGood: boolean; incident: string | null }[] = [];
  private readonly sources: Source[] = [];
  private readonly keys = new Map<string, Voice>();

  constructor(private readonly service: Service) {}

  async open(): Promise<void> {
    const [operator, union] = [this.homes.operator, this.homes.union];
    await this.service.load({
      platforms: [
        {
          id: this.platform,
          name: this.platform,
          kind: 'operator',
          flows: [FLOW],
          website: `https://${HOSTS.known}/`,
        },
      ],
      organisations: [
        { id: operator, name: operator, kind: 'operator', platforms: [this.platform] },
        { id: union, name: union, kind: 'union', professions: [PROFESSION] },
      ],
    });
    this.held.push(await this.old('desk'));
    this.takeable.push(await this.old('operator'), await this.old('union'));
  }

  async outage(by: Sequence['by']): Promise<void> {
    const plainly = { of: 0, isAhead: false, isByKey: false };
    this.service.pass(SECOND);
    if (by === 'union') {
      await this.say(await this.old('operator'), 'operational', plainly);
      this.service.pass(HOUR + SECOND);
    }
    await this.say(await this.old(by), 'down', plainly);
    this.service.pass(HOUR + SECOND);
  }

  /** Null: not to be compared. */
  async do(act: Act): Promise<boolean | null> {
    this.service.pass(act.wait + SECOND);
    const who = this.held[act.who % this.held.length] as Hand;
    switch (act.kind) {
      case 'invite':
        return this.invite(who, act);
      case 'recover':
        return this.recover(act);
      case 'factor':
        return act.isByKey ? false : this.isDone(who, act, '/account/recovery-codes', {});
      case 'good':
        return this.say(who, 'operational', act);
      case 'bad':
        return this.say(who, act.of % 2 === 0 ? 'down' : 'degraded', act);
      case 'confirm': {
        const target = this.statements.filter(({ isGood }) => isGood).at(-1 - (act.of % 3));
        return target ? this.isDone(who, act, `/statements/${target.id}/confirmation`, {}) : false;
      }
      case 'retract': {
        const target = this.statements[act.of % Math.max(1, this.statements.length)];
        return target ? this.isDone(who, act, `/statements/${target.id}/retraction`, {}) : false;
      }
      case 'close':
        return this.close(who, act);
      case 'probe':
        return this.probe(who, act);
      case 'push':
        return this.push(who);
      case 'approve': {
        const source = this.sources.at(-1 - (act.of % 2));
        return source
          ? this.isDone(who, act, `/probes/${source.id}/approval`, {}, { 'If-Match': '*' })
          : false;
      }
      case 'watch':
        return this.watch();
      case 'beat':
        return this.beat(who, act);
      case 'report':
        await this.send({}, '/reports', {
          platform: this.platform,
          flow: FLOW,
          profession: PROFESSION,
          outcome: 'passes',
        });
        return null;
    }
  }

  async shown(): Promise<{ health: string; basis: string }> {
    const path = `/api/v1/answers/${PROFESSION}/platforms/${this.platform}`;
    const { body } = await this.service.doors.get(path);
    const { health, basis } = body.candidates[0].flows.find((each: { flow: string }) => each.flow === FLOW);
    return { health, basis };
  }

  private async old(home: Home): Promise<Hand> {
    const role = home === 'desk' ? 'desk' : 'manager';
    const person = await aPerson(this.service, { organisation: this.homes[home], age: OLD * DAY, role });
    return this.hand(person, home);
  }

  private async hand(person: Person, home: Home): Promise<Hand> {
    const { db, now } = this.service;
    const origins = { cameFrom: 'local', agent: 'essai', isProved: true };
    return { id: person.id, home, person, token: await openSession(db, person, origins, now()) };
  }

  /** By its session, its factor just shown, or by its key. */
  private async voice(who: Hand, isByKey: boolean): Promise<Voice> {
    const { db, now } = this.service;
    if (isByKey) {
      const key = this.keys.get(who.id) ?? (await who.person.key()).voice;
      this.keys.set(who.id, key);
      return key;
    }
    const at = now();
    const fresh = { createdAt: at, lastSeenAt: at, provedAt: at, steppedUpAt: at, passwordAt: at };
    await changeSession(db, digest(who.token), fresh);
    return { ...PAGE, Cookie: `session=${who.token}` };
  }

  private send(voice: Voice, path: string, body: unknown, headers: Voice = {}) {
    const network = `10.${count % 250}.${Math.floor(Math.random() * 250)}.1`;
    return this.service.doors.send('POST', `/api/v1${path}`, body, {
      'X-Forwarded-For': network,
      ...voice,
      ...headers,
    });
  }

  private async isDone(
    who: Hand,
    { isByKey }: Pick<Act, 'isByKey'>,
    path: string,
    body: object,
    headers: Voice = {},
  ): Promise<boolean> {
    const { status } = await this.send(await this.voice(who, isByKey), path, body, headers);
    if (status >= 500 || status === 429) throw new Error(`${path} : ${status}`);
    return status < 300;
  }

  private async invite(who: Hand, { of, isByKey }: Act): Promise<boolean> {
    const home = HOMES[of % HOMES.length] as Home;
    const organisation = this.homes[home];
    const body = {
      organisation,
      email: `${randomUUID()}@example.org`,
      role: home === 'desk' ? 'desk' : 'manager',
    };
    const made = await this.send(await this.voice(who, isByKey), '/invitations', body);
    if (made.status >= 500 || made.status === 429) throw new Error(`/invitations : ${made.status}`);
    if (made.status !== 201) return false;
    const token = String(made.body.address).split('jeton=')[1] ?? '';
    await this.accept(token);
    this.held.push(await this.hand(await this.accountOf(body.email), home));
    return true;
  }

  private async accept(token: string): Promise<void> {
    const body = { token, name: 'Quelqu’un', password: PASSWORD };
    const { status, body: said } = await this.send(PAGE, '/invitations/acceptance', body);
    if (status !== 201) throw new Error(JSON.stringify(said));
  }

  private async accountOf(email: string): Promise<Person> {
    const account = await this.service.db
      .selectFrom('account')
      .select(['id', 'email', 'organisation'])
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    return voicesOf(this.service, account);
  }

  private async recover({ of }: Act): Promise<boolean> {
    const taken = this.takeable[of % this.takeable.length];
    if (!taken || this.taken.has(taken) || this.statements.length === 0) return false;
    const { db, now } = this.service;
    const organisation = this.homes[taken.home];
    const link = { organisation, email: taken.person.email, role: 'manager' as const, invitedBy: null };
    await this.accept((await invite(db, link, now())).token);
    this.taken.add(taken);
    this.held.push(await this.hand(taken.person, taken.home));
    return true;
  }

  private async say(
    who: Hand,
    health: string,
    { of, isAhead, isByKey }: Pick<Act, 'of' | 'isAhead' | 'isByKey'>,
  ): Promise<boolean> {
    const by = speaksAs(who, of);
    const effectiveAt = shift(this.service.now(), isAhead ? 4 * MINUTE : 0).toISOString();
    const { status, body } = await this.send(await this.voice(who, isByKey), '/statements', {
      platform: this.platform,
      flows: [FLOW],
      professions: [PROFESSION],
      health,
      effectiveAt,
      ...(by === who.home ? {} : { by, sourceUrl: 'https://example.org/dit' }),
    });
    if (status !== 201) return false;
    const { id, incident } = body;
    this.statements.push({ id, incident, isGood: health === 'operational' });
    return true;
  }

  private async close(who: Hand, act: Act): Promise<boolean> {
    const incidents = [...new Set(this.statements.flatMap(({ incident }) => incident ?? []))];
    const incident = incidents[act.of % Math.max(1, incidents.length)];
    if (!incident) return false;
    const body = { effectiveAt: this.service.now().toISOString(), note: null };
    return this.isDone(who, act, `/incidents/${incident}/closing`, body, { 'If-Match': '*' });
  }

  private async probe(who: Hand, { of, isByKey }: Act): Promise<boolean> {
    const host = of % 2 === 0 ? HOSTS.known : HOSTS.foreign;
    const voice = await this.voice(who, isByKey);
    const { status, body } = await this.send(voice, '/probes', {
      platform: this.platform,
      flow: FLOW,
      kind: 'dns',
      name: 'Sonde',
      intervalSeconds: HOUR / SECOND,
      steps: [{ kind: 'dns', name: host }],
    });
    if (status !== 201) return false;
    if (!(await this.isDone(who, { isByKey }, `/probes/${body.id}/enabling`, {})))
      throw new Error('la sonde ne se met pas en marche');
    this.sources.push({ id: body.id, kind: 'ours' });
    return true;
  }

  private async push(who: Hand): Promise<boolean> {
    const name = `probe of ${who.id}`;
    const known = this.keys.get(name);
    const voice = known ?? (await who.person.key('probe', PUSHES.interval / SECOND)).voice;
    this.keys.set(name, voice);
    const results = Array.from({ length: PUSHES.count }, (_, back) => ({
      platform: this.platform,
      flow: FLOW,
      outcome: 'ok',
      observedAt: shift(this.service.now(), -back * PUSHES.interval - SECOND / 2).toISOString(),
    }));
    const { status } = await this.send(voice, '/observations', results);
    if (status !== 200) return false;
    if (!known) {
      const { db } = this.service;
      const { id } = await db
        .selectFrom('probe')
        .innerJoin('apiKey', 'apiKey.id', 'probe.key')
        .select('probe.id')
        .where('apiKey.account', '=', who.id)
        .where('probe.platform', '=', this.platform)
        .executeTakeFirstOrThrow();
      this.sources.push({ id, kind: 'pushed' });
    }
    return true;
  }

  private async watch(): Promise<null> {
    const { db, now } = this.service;
    const at = now();
    const results = this.sources
      .filter(({ kind }) => kind === 'ours')
      .flatMap(({ id }) =>
        [2, 1, 0].map((back) => ({
          probe: id,
          observedAt: shift(at, -back * 100),
          outcome: 'ok' as const,
          durationMs: 1,
          sequence: null,
          seen: null,
          blind: false,
        })),
      );
    await db.transaction().execute((trx) => keepResults(trx, results, at));
    return null;
  }

  private async beat(who: Hand, { isByKey }: Act): Promise<boolean> {
    const { status, body } = await this.send(await this.voice(who, isByKey), '/probes', {
      platform: this.platform,
      flow: FLOW,
      kind: 'heartbeat',
      name: 'Battement',
      intervalSeconds: HOUR / SECOND,
      steps: [],
    });
    if (status !== 201) return false;
    const token = String(body.address).split('/').at(-1) ?? '';
    await this.send({}, '/heartbeats', undefined, { 'Heartbeat-Token': token });
    return true;
  }
}

/** What `play` tells of the pure rules, told of the service. `isDone` null: not to be compared. */
export const replay = async (
  service: Service,
  sequence: Sequence,
): Promise<(Omit<Shown, 'isDone'> & { isDone: boolean | null })[]> => {
  const stage = new Stage(service);
  await stage.open();
  const shown = [];
  for (const act of sequence.before)
    shown.push({ isDone: await stage.do(act), health: 'operational', basis: 'presumed' });
  await stage.outage(sequence.by);
  for (const act of sequence.after) shown.push({ isDone: await stage.do(act), ...(await stage.shown()) });
  service.pass(5 * MINUTE + SECOND);
  return [...shown, { isDone: true, ...(await stage.shown()) }];
};
