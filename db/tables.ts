import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { DayCount } from '#server/domain/availability/days';
import type { Convention, Mutuelle, Organisation, Platform } from '#server/domain/facts/directory';
import type { Closing, Incident, Update } from '#server/domain/facts/incidents';
import type { Maintenance } from '#server/domain/facts/maintenances';
import type { Notice } from '#server/domain/facts/notices';
import type { PaymentDay } from '#server/domain/facts/payment-days';
import type { Confirmation, Retraction, Statement } from '#server/domain/facts/statements';
import type {
  Confidence,
  Flow,
  Outcome,
  ProbeKind,
  Profession,
  RemarkSaying,
  ReportOutcome,
} from '#server/domain/facts/vocabulary';
import type { ToolTables } from './tool-tables';
import type { WriterTables } from './writer-tables';

/** A row is the thing itself; `storedAt` is the database's own clock. */
type Stored<T> = Omit<T, 'storedAt'> & { storedAt: Generated<Date> };

type Contacts = Platform['contacts'];

/** Dates are 'YYYY-MM-DD'. */
type ConventionRow = Omit<Convention, 'source'> & {
  sourceUrl: string | null;
  sourceKind: string | null;
  sourceAsOf: string | null;
  sourceConfidence: Confidence;
};

export type Tables = WriterTables &
  ToolTables &
  MeasureTables & {
    platform: Stored<Omit<Platform, 'dependsOn' | 'contacts'>> & {
      contacts: JSONColumnType<Contacts & object>;
    };
    dependency: { from: string; rank: number; platform: string; flows: readonly Flow[] };
    mutuelle: Stored<Mutuelle>;
    convention: Stored<ConventionRow>;
    organisation: Stored<Organisation>;
    incident: Stored<Incident>;
    incidentBegan: { incident: string; began: Date };
    incidentUpdate: Stored<Update>;
    closing: Stored<Closing>;
    statement: Omit<Stored<Statement>, 'witness'> & {
      witness: Generated<boolean>;
      said: GeneratedAlways<Date>;
    };
    confirmation: Stored<Confirmation>;
    retraction: Stored<Retraction>;
    maintenance: Stored<Maintenance>;
    notice: Stored<Notice>;
    paymentDay: Stored<PaymentDay>;
    movedFact: { seq: string; noun: string; id: string; at: Generated<Date> };
    clock: {
      single: Generated<boolean>;
      skew: Generated<string>;
      since: Date | null;
      repairs: Generated<string>;
    };
    seq: { single: Generated<boolean>; last: string; movedAt: Generated<Date>; directory: Generated<string> };
    migration: { name: string; checksum: string; appliedAt: Generated<Date> };
  };

/** Measurements and their sources. Instants are to the millisecond; hours begin in UTC, days ('YYYY-MM-DD') in Paris. */

type Counts = {
  probe: string;
  ok: number;
  failed: number;
  timeout: number;
  timed: number;
  durationMs: string;
  slowestMs: number;
};

type Reported = { platform: string; mutuelle: string | null; flow: Flow; profession: Profession };
type Remarked = { mutuelle: string; platform: string; profession: Profession; says: RemarkSaying };

/** A practice by a digest of two days; then by `practice`, which is nobody's. Both null: nobody had signed in. */
type Reporter = { reporter: string | null; practice: Generated<string | null> };

export type MeasureTables = {
  probe: {
    id: string;
    platform: string;
    flow: Flow;
    name: string;
    kind: ProbeKind;
    intervalSeconds: number;
    timeoutMs: number;
    steps: JSONColumnType<object, string, string>;
    tokenHash: string | null;
    key: string | null;
    createdAt: Date;
    enabledAt: Date | null;
    disabledAt: Date | null;
  };
  /** `definedBy` null: the program, or nobody known. */
  probeVersion: {
    probe: string;
    number: number;
    name: string;
    intervalSeconds: number;
    timeoutMs: number;
    steps: JSONColumnType<object, string, string>;
    definedAt: Date;
    definedBy: string | null;
  };
  probeApproval: { probe: string; number: number; approvedAt: Date; approvedBy: string | null };
  probeSwitch: {
    number: GeneratedAlways<string>;
    probe: string;
    turnedAt: Date;
    turnedBy: string | null;
    isOn: boolean;
  };
  witnessingProbe: { statement: string; probe: string; decidedAt: Date };
  measureTouch: { platform: string; flow: Flow; touchedAt: Date };
  observation: {
    probe: string;
    observedAt: Date;
    recordedAt: Date;
    outcome: Outcome;
    durationMs: number | null;
    sequence: string | null;
    seen: string | null;
    blind: boolean;
  };
  observationRun: { probe: string; firstAt: Date; thirdAt: Date | null; lastAt: Date; isOk: boolean };
  observationHour: Counts & { hour: Date };
  observationDay: Counts & { day: string };
  reportSalt: { day: string; salt: Buffer };
  report: Reported & Reporter & { id: string; reportedAt: Date; outcome: ReportOutcome };
  reportHour: Reported & {
    hour: Date;
    blocked: number;
    passes: number;
    anonymousBlocked: number;
    anonymousPasses: number;
  };
  remark: Remarked & Reporter & { id: string; remarkedAt: Date; bucket: number | null };
  remarkDecision: Remarked & {
    id: string;
    upTo: Date;
    accepted: boolean;
    decidedAt: Date;
    decidedBy: string;
  };
  availabilityCount: { platform: string; countedFrom: string; countedUntil: Date };
  /** `month`: its first day. */
  availabilityMonth: { platform: string; month: string; frozenAt: Date };
  availabilityDay: DayCount & { platform: string; correction: boolean };
  availabilityDue: { id: Generated<string>; platform: string; since: Date; spread: Generated<boolean> };
};
