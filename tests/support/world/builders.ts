import {
  type Convention,
  type Directory,
  directoryOf,
  type Mutuelle,
  type Organisation,
  type Platform,
} from '#server/domain/facts/directory';
import { type Evidence, NO_EVIDENCE } from '#server/domain/facts/evidence';
import type { Closing, Incident, Update } from '#server/domain/facts/incidents';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import type { Maintenance } from '#server/domain/facts/maintenances';
import type { Notice } from '#server/domain/facts/notices';
import type { Observation, Series } from '#server/domain/facts/observations';
import type { PaymentDay } from '#server/domain/facts/payment-days';
import type { Alarm } from '#server/domain/facts/reports';
import type { Confirmation, Retraction, Statement } from '#server/domain/facts/statements';
import { FLOWS } from '#server/domain/facts/vocabulary';

/** Made-up facts for tests: what a test does not say is defaulted here, in one place. */

/** Paris winter time: `paris('2024-02-02 12:00')`. */
export const paris = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+01:00`);

const EPOCH = paris('2024-01-01 00:00');

export const aPlatform = (given: Partial<Platform> & { id: string }): Platform => ({
  name: given.id,
  kind: 'operator',
  owner: null,
  website: null,
  professionalPortal: null,
  conventionCodes: [],
  professions: null,
  flows: FLOWS,
  dependsOn: [],
  contacts: [],
  sources: [],
  amcNumbers: [],
  hosts: [],
  ...given,
});

export const aMutuelle = (given: Partial<Mutuelle> & { id: string }): Mutuelle => ({
  name: given.id,
  aliases: [],
  amcNumbers: [],
  sources: [],
  ...given,
});

export const aConvention = (
  given: Partial<Convention> & { mutuelle: string; platform: string },
): Convention => ({
  professions: null,
  code: null,
  csr: null,
  from: null,
  to: null,
  source: {
    url: 'https://example.org/',
    kind: 'test',
    asOf: '2024-01-01',
    confidence: 'high',
  },
  ...given,
});

export const anOrganisation = (
  given: Partial<Organisation> & Pick<Organisation, 'id' | 'kind'>,
): Organisation => ({
  name: given.id,
  professions: null,
  platforms: [],
  mutuelles: [],
  ...given,
});

let count = 0;
/** `recordedAt` follows `effectiveAt` and `storedAt` follows `recordedAt` unless given. */
export const aStatement = (given: Partial<Statement> & Pick<Statement, 'by' | 'health'>): Statement => {
  const effectiveAt = given.effectiveAt ?? EPOCH;
  const recordedAt = given.recordedAt ?? effectiveAt;
  count += 1;
  return {
    id: `s${count}`,
    incident: null,
    update: null,
    effectiveAt,
    precision: 'minute',
    recordedAt,
    storedAt: recordedAt,
    platform: 'p',
    flows: ['pec'],
    professions: null,
    mutuelles: null,
    validUntil: null,
    expectedBack: null,
    nextUpdateDue: null,
    stage: null,
    text: null,
    sourceUrl: null,
    witness: true,
    ...given,
  };
};

export const aMaintenance = (
  given: Partial<Maintenance> & Pick<Maintenance, 'by' | 'from' | 'to'>,
): Maintenance => ({
  id: 'w',
  platform: 'p',
  flows: ['pec'],
  professions: null,
  recordedAt: EPOCH,
  storedAt: EPOCH,
  text: null,
  cancelledAt: null,
  ...given,
});

/** One probe's minute results, `+` a success and `-` a failure, the last one at `until`. */
export const aSeries = (signs: string, until: Date, given: Partial<Series> = {}): Series => {
  const intervalMs = given.intervalMs ?? MINUTE;
  const results = [...signs].map((sign, index): Observation => {
    const observedAt = new Date(+until - (signs.length - 1 - index) * intervalMs);
    return { observedAt, recordedAt: observedAt, outcome: sign === '+' ? 'ok' : 'failed' };
  });
  return {
    probe: 'probe',
    source: { kind: 'ours' },
    platform: 'p',
    flow: 'pec',
    intervalMs,
    disabledAt: null,
    witnessOf: [],
    runs: [],
    results,
    ...given,
  };
};

/** From its first report on, for an hour. */
export const anAlarm = (from: Date, given: Partial<Alarm> = {}): Alarm => ({
  platform: 'p',
  mutuelle: null,
  flow: 'pec',
  profession: 'optician',
  firstReportAt: from,
  from,
  to: new Date(+from + HOUR),
  ...given,
});

export const evidenceOf = (given: Partial<Evidence>): Evidence => ({ ...NO_EVIDENCE, ...given });

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Dataset = Record<string, Json>;

const INSTANTS =
  /^(effectiveAt|recordedAt|validUntil|expectedBack|nextUpdateDue|publishedAt|withdrawnAt|cancelledAt)$/;

/** A dataset file, whole and well formed, as directory and evidence; stored when recorded. */
export const recordOf = (...files: Dataset[]): { directory: Directory; evidence: Evidence } => {
  const all = <T>(key: string): T[] =>
    files
      .flatMap((file) => (file[key] ?? []) as { [key: string]: Json }[])
      .map((thing) => revive(key, thing) as T);
  return {
    directory: directoryOf({
      platforms: all<Platform>('platforms'),
      mutuelles: all<Mutuelle>('mutuelles'),
      organisations: all<Organisation>('organisations'),
      conventions: all<Convention>('conventions'),
    }),
    evidence: evidenceOf({
      statements: all<Statement>('statements'),
      confirmations: all<Confirmation>('confirmations'),
      retractions: all<Retraction>('retractions'),
      incidents: all<Incident>('incidents'),
      updates: all<Update>('updates'),
      closings: all<Closing>('closings'),
      maintenances: all<Maintenance>('maintenances'),
      notices: all<Notice>('notices'),
      payments: all<PaymentDay>('payments'),
    }),
  };
};

const revive = (noun: string, thing: { [key: string]: Json }): unknown => {
  const isInstant = (key: string) =>
    INSTANTS.test(key) || (noun === 'maintenances' && /^(from|to)$/.test(key));
  const revived = Object.entries(thing).map(([key, value]) => {
    if (key === 'professions' && value === 'all') return [key, null];
    return [key, isInstant(key) && typeof value === 'string' ? new Date(value) : value];
  });
  const stored = thing.recordedAt ?? thing.publishedAt;
  return Object.fromEntries([
    ...revived,
    ...(typeof stored === 'string' ? [['storedAt', new Date(stored)]] : []),
  ]);
};

export const directoryWith = (given: Partial<Parameters<typeof directoryOf>[0]>): Directory =>
  directoryOf({ platforms: [], mutuelles: [], organisations: [], conventions: [], ...given });
