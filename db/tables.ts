import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Convention, Mutuelle, Organisation, Platform } from '#server/domain/facts/directory';
import type { Closing, Incident, Update } from '#server/domain/facts/incidents';
import type { Maintenance } from '#server/domain/facts/maintenances';
import type { Notice } from '#server/domain/facts/notices';
import type { Confirmation, Retraction, Statement } from '#server/domain/facts/statements';
import type { Confidence, Flow } from '#server/domain/facts/vocabulary';
import type { MeasureTables } from './measure-tables';
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
  MeasureTables & {
    platform: Stored<Omit<Platform, 'dependsOn' | 'contacts'>> & {
      contacts: JSONColumnType<Contacts & object>;
    };
    dependency: { from: string; rank: number; platform: string; flows: readonly Flow[] };
    mutuelle: Stored<Mutuelle>;
    convention: Stored<ConventionRow>;
    organisation: Stored<Organisation>;
    incident: Stored<Incident>;
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
    seq: { single: Generated<boolean>; last: string; movedAt: Generated<Date>; directory: Generated<string> };
    migration: { name: string; checksum: string; appliedAt: Generated<Date> };
  };
