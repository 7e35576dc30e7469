import type { Generated } from 'kysely';
import type { DeclaredHealth, Flow, Profession } from '#server/domain/facts/vocabulary';
import type { Alert } from '#server/domain/inbound/alerts';

/** What the tools of organisations say, and what their words stand for. */
export type ToolTables = {
  connector: {
    id: string;
    organisation: string;
    name: string;
    tokenHash: string;
    madeAt: Date;
    madeBy: string;
    revokedAt: Date | null;
    revokedBy: string | null;
    summaryUrl: string | null;
    askedAt: Date | null;
    failure: string | null;
    failures: Generated<number>;
    entityTag: string | null;
    modified: string | null;
  };
  connectorLink: {
    id: string;
    connector: string;
    labels: readonly string[];
    platform: string;
    flows: readonly Flow[];
    professions: readonly Profession[] | null;
    health: DeclaredHealth | null;
    madeAt: Date;
    madeBy: string;
    removedAt: Date | null;
    removedBy: string | null;
  };
  connectorPayload: {
    id: string;
    connector: string;
    digest: string;
    body: string;
    tool: string | null;
    firstHeardAt: Date;
    heardAt: Date;
    times: Generated<number>;
    handledAt: Date | null;
  };
  toolAlert: Alert & {
    id: string;
    connector: string;
    heardAt: Date;
    settledBy: string | null;
    settledAt: Date | null;
    note: string | null;
  };
};
