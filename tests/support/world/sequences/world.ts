import type { Closing } from '#server/domain/facts/incidents';
import { DAY, earliest, HOUR, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import type { Observation, Series, Witnessed } from '#server/domain/facts/observations';
import {
  type Confirmation,
  isBad,
  type Retraction,
  type Statement,
  saidAt,
  stands,
} from '#server/domain/facts/statements';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import { linksOf } from '#server/domain/judgement/links';
import { outageStart } from '#server/domain/judgement/outage-start';
import { mayRetractAlone, stillTouched, takenBack } from '#server/domain/rules/statements';
import { importedFrom, notIndependent, type Person } from '#server/domain/speakers/independence';
import { knownHostsOf, notApprover, notWitness } from '#server/domain/speakers/measures';
import { type Action, mayWrite } from '#server/domain/speakers/scope';
import { mayWitness, recordedApart } from '#server/domain/speakers/witness';
import { aStatement, evidenceOf } from '../builders';
import type { Act, Kind, Sequence } from './acts';
import {
  DIRECTORY,
  FLOW,
  type Held,
  HOMES,
  HOSTS,
  type Home,
  OLD,
  ORGANISATIONS,
  PLATFORM,
  PROFESSION,
} from './people';

/** The pure rules, as the service applies them, to the acts of one person: what is done, and what the board then says. */

/** `out`: whoever has another account is a stranger, of long ago, unchanged. */
export type RuleOfIndependence = 'in' | 'out';

type Source = {
  id: string;
  kind: 'http' | 'pushed' | 'heartbeat';
  key: { organisation: Home; account: string; madeAt: Date } | null;
  definedBy: string;
  definedAt: Date;
  approvedAt: Date | null;
  approvedBy: string | null;
  hosts: readonly string[];
  results: Observation[];
  witnessOf: Witnessed[];
};
type Request = { target: string; account: string };

/** What was shown after an act, and whether the act was done or refused. */
export type Shown = { isDone: boolean; health: string; basis: string };

export const PUSHES = { count: 4, interval: MINUTE };

export class PureWorld {
  now: Date;
  readonly held: Held[] = [];
  /** Accounts of others, that the machine's command may be made to give: one of the operator, one of the union. */
  readonly takeable: Held[];
  readonly statements: Statement[] = [];
  readonly authors = new Map<string, string>();
  readonly confirmations: Confirmation[] = [];
  readonly retractions: Retraction[] = [];
  readonly closings: Closing[] = [];
  readonly sources: Source[] = [];
  readonly requests: Request[] = [];
  private readonly persons = new Map<string, Person>();
  private count = 0;

  constructor(
    start: Date,
    private readonly rule: RuleOfIndependence,
  ) {
    this.now = start;
    this.held.push(this.opened('desk', shift(start, -OLD * DAY), []));
    this.takeable = [
      this.opened('operator', shift(start, -OLD * DAY), []),
      this.opened('union', shift(start, -OLD * DAY), []),
    ];
  }

  /** Somebody whom the person does not hold says that all is down; for the union, after the operator's « all is well ». */
  outage(by: 'operator' | 'union'): void {
    this.pass(0);
    const operator = this.opened('operator', shift(this.now, -OLD * DAY), []);
    if (by === 'union') {
      this.record(operator, 'operator', 'operational', this.now, false);
      this.pass(HOUR);
    }
    const victim = by === 'operator' ? operator : this.opened(by, shift(this.now, -OLD * DAY), []);
    this.record(victim, by, 'down', this.now, false);
    this.pass(HOUR);
  }

  pass(milliseconds: number): void {
    this.now = shift(this.now, milliseconds + SECOND);
  }

  /** Whether it is done; false: it is refused, or there is nothing to do it to. */
  do(act: Act): boolean {
    this.pass(act.wait);
    const who = this.held[act.who % this.held.length] as Held;
    return this[act.kind](who, act);
  }

  shown(): { health: string; basis: string } {
    const reader = { profession: PROFESSION, mutuelle: null, concentrator: null } as const;
    const { health, basis } = linksOf(this.known(), PLATFORM, FLOW, reader)[0];
    return { health, basis };
  }

  private invite(who: Held, { of, isByKey }: Act): boolean {
    const home = HOMES[of % HOMES.length] as Home;
    if (isByKey || !this.may(who, 'invitation', { of: home })) return false;
    const { account, inviters } = who.person;
    this.held.push(this.opened(home, this.now, [account, ...inviters]));
    return true;
  }

  private recover(_: Held, { of }: Act): boolean {
    const taken = this.takeable[of % this.takeable.length];
    if (!taken || this.held.includes(taken) || this.statements.length === 0) return false;
    this.change(taken);
    this.held.push(taken);
    return true;
  }

  private factor(who: Held, { isByKey }: Act): boolean {
    if (isByKey) return false;
    this.change(who);
    return true;
  }

  private good(who: Held, act: Act): boolean {
    return this.say(who, 'operational', act);
  }
  private bad(who: Held, act: Act): boolean {
    return this.say(who, act.of % 2 === 0 ? 'down' : 'degraded', act);
  }

  private say(who: Held, health: Statement['health'], { of, isAhead, isByKey }: Act): boolean {
    if (!this.may(who, 'statement', SCOPE)) return false;
    const by = speaksAs(who, of);
    return this.record(who, by, health, shift(this.now, isAhead ? 4 * MINUTE : 0), isByKey);
  }

  private confirm({ person, home, role }: Held, { of, isByKey }: Act): boolean {
    const statement = this.statements.filter((each) => !isBad(each)).at(-1 - (of % 3));
    if (!statement || isByKey || !this.may({ person, home, role }, 'confirmation', SCOPE)) return false;
    if (this.isRetracted(statement.id) || !stands(statement, this.now)) return false;
    if (this.notSecond(person, this.authorOf(statement), outageStart(this.known(), statement))) return false;
    if (this.confirmations.some((each) => each.statement === statement.id && each.by === home)) return false;
    this.confirmations.push({ statement: statement.id, by: home, recordedAt: this.now, storedAt: this.now });
    return true;
  }

  private retract(who: Held, { of, isByKey }: Act): boolean {
    const statement = this.statements[of % Math.max(1, this.statements.length)];
    if (!statement) return false;
    const isAuthor = this.authors.get(statement.id) === who.person.account;
    const isOwn = statement.by === who.home || isAuthor;
    if (!this.may(who, 'retraction', { of: isOwn ? who.home : statement.by })) return false;
    if (this.isRetracted(statement.id)) return false;
    const slip = { isAuthor, isSameSession: !isByKey && !this.byKey.has(statement.id) };
    if (!isOwn || !mayRetractAlone(statement, slip, this.now)) {
      if (isByKey) return false;
      const agreed = this.agreed(who, statement.id, outageStart(this.known(), statement));
      if (agreed !== 'settled') return agreed === 'asked';
    } else this.finish(statement.id);
    this.retractions.push({
      statement: statement.id,
      by: who.home,
      recordedAt: this.now,
      reason: null,
      storedAt: this.now,
    });
    return true;
  }

  private close(who: Held, { of, isByKey }: Act): boolean {
    const incidents = [...new Set(this.statements.flatMap(({ incident }) => incident ?? []))];
    const incident = incidents[of % Math.max(1, incidents.length)];
    if (!incident || isByKey || !this.may(who, 'closing', SCOPE)) return false;
    if (this.closings.some((each) => each.incident === incident)) return false;
    const result = this.statements.filter((each) => each.incident === incident && !this.isRetracted(each.id));
    const known = this.known();
    if (stillTouched(known, result).length > 0) {
      if (who.home !== 'desk') return false;
      const outageSince = earliest(result.map((each) => outageStart(known, each)));
      const agreed = this.agreed(who, incident, outageSince);
      if (agreed !== 'settled') return agreed === 'asked';
    } else this.finish(incident);
    const [effectiveAt, recordedAt, storedAt] = [this.now, this.now, this.now];
    this.closings.push({ incident, by: who.home, effectiveAt, recordedAt, note: null, storedAt });
    return true;
  }

  /** Defined and turned on. */
  private probe(who: Held, { of, isByKey }: Act): boolean {
    if (isByKey || !this.may(who, 'probe', {})) return false;
    this.source(who, 'http', null, [of % 2 === 0 ? HOSTS.known : HOSTS.foreign]);
    return true;
  }

  private push(who: Held, _: Act): boolean {
    if (!this.may(who, 'observation', { platforms: [PLATFORM] })) return false;
    const { account } = who.person;
    const known = this.sources.find(({ key }) => key?.account === account);
    const key = { organisation: who.home, account, madeAt: this.now };
    const source = known ?? this.source(who, 'pushed', key, []);
    for (let back = PUSHES.count - 1; back >= 0; back -= 1)
      this.hear(source, shift(this.now, -back * PUSHES.interval - SECOND / 2));
    return true;
  }

  private approve({ person, home, role }: Held, { of, isByKey }: Act): boolean {
    const source = this.sources.filter(({ kind }) => kind !== 'heartbeat').at(-1 - (of % 2));
    if (!source || isByKey || !this.may({ person, home, role }, 'probe-approval', {})) return false;
    const definer = this.see(this.personOf(source.definedBy));
    if (source.approvedAt || notApprover(this.see(person), [definer], this.now)) return false;
    source.approvedAt = this.now;
    source.approvedBy = person.account;
    return true;
  }

  /** What our probes find: all works. */
  private watch(): boolean {
    for (const source of this.sources.filter(({ kind }) => kind === 'http'))
      for (const back of [2, 1, 0]) this.hear(source, shift(this.now, -back * 100));
    return true;
  }

  private beat(who: Held, { isByKey }: Act): boolean {
    if (isByKey || !this.may(who, 'probe', {})) return false;
    this.hear(this.source(who, 'heartbeat', null, []), this.now);
    return true;
  }

  /** A stranger's word is a count, and changes nothing. */
  private report(): boolean {
    return true;
  }

  private readonly byKey = new Set<string>();

  private record(
    who: Held,
    by: string,
    health: Statement['health'],
    effectiveAt: Date,
    isByKey: boolean,
  ): boolean {
    this.count += 1;
    const number = String(this.count).padStart(3, '0');
    const known = this.known();
    const given = aStatement({
      id: `s${number}`,
      by,
      health,
      effectiveAt,
      recordedAt: this.now,
      storedAt: this.now,
      platform: PLATFORM,
      flows: [FLOW],
      professions: [PROFESSION],
      incident: health === 'operational' ? null : `i${number}`,
    });
    const returns = this.statements
      .filter((each) => !isBad(each) && stands(each, this.now) && !this.isRetracted(each.id))
      .map((each) => ({ ...each, author: this.authorOf(each) }));
    const recordedAt = isBad(given) ? this.now : recordedApart(this.now, returns);
    const said = { ...given, recordedAt, storedAt: recordedAt };
    if (!isBad(said) && takenBack(known, said).some(({ id }) => this.authors.get(id) !== who.person.account))
      return false;
    const outageSince = outageStart(known, said);
    const speaker = { person: this.see(who.person), isByKey };
    const witness = isBad(said) || mayWitness(said, speaker, returns, { now: this.now, outageSince });
    this.statements.push({ ...said, witness });
    this.authors.set(said.id, who.person.account);
    if (isByKey) this.byKey.add(said.id);
    if (!isBad(said)) this.weigh(said, speaker.person, outageSince ?? this.recentOutage());
    return true;
  }

  private recentOutage(): Date | null {
    const recent = this.statements.filter((each) => isBad(each) && +saidAt(each) > +this.now - 7 * DAY);
    return earliest(recent.flatMap(({ effectiveAt, recordedAt }) => [effectiveAt, recordedAt]));
  }

  private weigh(said: Statement, speaker: Person, outageSince: Date | null): void {
    if (!outageSince) return;
    const platform = DIRECTORY.platforms.get(PLATFORM);
    for (const source of this.sources) {
      const { kind, key, approvedAt, approvedBy, definedBy, definedAt, hosts } = source;
      const owners = new Set([definedBy, ...(approvedBy ? [approvedBy] : []), ...(key ? [key.account] : [])]);
      const measure = {
        kind,
        organisation: key?.organisation ?? null,
        definedAt,
        approvedAt,
        runsSince: definedAt,
        hosts,
        owners: [...owners].map((account) => this.see(this.personOf(account))),
      };
      const asked = { speaker, by: said.by, now: this.now, outageSince, touchedAt: null };
      if (platform && notWitness(measure, asked, knownHostsOf(platform)) === null)
        source.witnessOf.push({ statement: said.id, until: null });
    }
  }

  /** Asks for a second person, or is it. */
  private agreed(
    { person }: Held,
    target: string,
    outageSince: Date | null,
  ): 'asked' | 'settled' | 'refused' {
    const waiting = this.requests.find((each) => each.target === target);
    const first = waiting && this.personOf(waiting.account);
    const unfit = (one: Person) => this.notSecond(one, importedFrom(one.organisation), outageSince);
    const isHeard = first !== undefined && !unfit(first);
    if (isHeard && first.account === person.account) return 'asked';
    if (isHeard ? this.notSecond(person, first, outageSince) : unfit(person)) return 'refused';
    this.finish(target);
    if (isHeard) return 'settled';
    this.requests.push({ target, account: person.account });
    return 'asked';
  }

  private finish(target: string): void {
    const index = this.requests.findIndex((each) => each.target === target);
    if (index >= 0) this.requests.splice(index, 1);
  }

  private notSecond(one: Person, other: Person, outageSince: Date | null) {
    return notIndependent(this.see(one), this.see(other), { now: this.now, outageSince });
  }

  /** Somebody as the rule sees it, or, with the rule taken out, as a stranger. */
  private see(person: Person): Person {
    return this.rule === 'in' ? person : { ...importedFrom(person.organisation), account: person.account };
  }

  private may({ home, role }: Held, action: Action, touched: Parameters<typeof mayWrite>[3]): boolean {
    return mayWrite(ORGANISATIONS[home], role, action, touched).ok;
  }

  private authorOf({ id, by }: Statement): Person {
    const author = this.authors.get(id);
    return author === undefined ? importedFrom(by) : this.personOf(author);
  }

  private personOf(account: string): Person {
    const person = this.persons.get(account);
    if (!person) throw new Error(`personne : ${account}`);
    return person;
  }

  private isRetracted(statement: string): boolean {
    return this.retractions.some((each) => each.statement === statement);
  }

  private opened(home: Home, createdAt: Date, inviters: readonly string[]): Held {
    const account = `a${this.persons.size}`;
    const person = {
      account,
      organisation: home,
      createdAt,
      vouchedAt: null,
      inviters,
      changedAt: createdAt,
    };
    this.persons.set(account, person);
    return { person, home, role: home === 'desk' ? 'desk' : 'manager' };
  }

  private change({ person }: Held): void {
    person.changedAt = this.now;
  }

  private source(who: Held, kind: Source['kind'], key: Source['key'], hosts: readonly string[]): Source {
    const source = {
      id: `probe-${this.sources.length}`,
      kind,
      key,
      hosts,
      definedBy: who.person.account,
      definedAt: this.now,
      approvedAt: null,
      approvedBy: null,
      results: [],
      witnessOf: [],
    };
    this.sources.push(source);
    return source;
  }

  private hear({ results }: Source, observedAt: Date): void {
    results.push({ observedAt, recordedAt: this.now, outcome: 'ok' });
  }

  private known(): Known {
    const series = this.sources
      .filter(({ results }) => results.length > 0)
      .map(
        ({ id, kind, key, results, witnessOf }): Series => ({
          probe: id,
          platform: PLATFORM,
          flow: FLOW,
          disabledAt: null,
          runs: [],
          witnessOf,
          // As many as are read of the record.
          results: [...results].sort((a, b) => +b.observedAt - +a.observedAt),
          intervalMs: kind === 'pushed' ? PUSHES.interval : HOUR,
          source:
            kind === 'pushed'
              ? { kind, by: key?.organisation ?? '' }
              : kind === 'http'
                ? { kind: 'ours' }
                : { kind },
        }),
      );
    const { statements, confirmations, retractions, closings } = this;
    const evidence = evidenceOf({ statements, confirmations, retractions, closings, series });
    return knownFacts(DIRECTORY, evidence, this.now, this.now);
  }
}

const SCOPE = { platforms: [PLATFORM], professions: [PROFESSION], mutuelles: null } as const;

/** The desk also says what the press and an authority say. */
export const speaksAs = ({ home }: Pick<Held, 'home'>, of: number): string =>
  home === 'desk' ? (['desk', 'herald', 'ministry'][of % 3] ?? 'desk') : home;

/** Every act of a sequence, with what was shown after each one of those after the outage, and in the end. */
export const play = (sequence: Sequence, start: Date, rule: RuleOfIndependence = 'in'): Shown[] => {
  const world = new PureWorld(start, rule);
  const before = sequence.before.map((act) => ({ isDone: world.do(act), ...NOTHING_YET }));
  world.outage(sequence.by);
  const after = sequence.after.map((act) => ({ isDone: world.do(act), ...world.shown() }));
  world.pass(5 * MINUTE);
  return [...before, ...after, { isDone: true, ...world.shown() }];
};

const NOTHING_YET = { health: 'operational', basis: 'presumed' };

/** Whether a board turned green after the outage. */
export const isGreen = (sequence: Sequence, shown: readonly Shown[]): boolean =>
  shown.slice(sequence.before.length).some(({ health }) => health === 'operational');

const MEASURES: readonly Kind[] = ['probe', 'push', 'approve', 'watch', 'beat'];
/** A stranger's word instead, at the same instant. */
const withoutMeasures = ({ by, before, after }: Sequence): Sequence => {
  const worded = (act: Act): Act => (MEASURES.includes(act.kind) ? { ...act, kind: 'report' } : act);
  return { by, before: before.map(worded), after: after.map(worded) };
};

/** Whether one person turned a board green; `byMeasures`: only if it did not by words alone. */
export const succeeds = (
  sequence: Sequence,
  { start, rule, byMeasures = false }: { start: Date; rule: RuleOfIndependence; byMeasures?: boolean },
): boolean => {
  if (!isGreen(sequence, play(sequence, start, rule))) return false;
  const words = withoutMeasures(sequence);
  return !byMeasures || !isGreen(words, play(words, start, rule));
};
