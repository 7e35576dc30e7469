import type { JSONColumnType } from 'kysely';
import type { Flow, Outcome, ProbeKind } from '#server/domain/vocabulary';

/** What is measured, and by whom. Instants are to the millisecond; hours begin in UTC, days ('YYYY-MM-DD') in Paris. */

type Counts = {
  probe: string;
  ok: number;
  failed: number;
  timeout: number;
  timed: number;
  durationMs: string;
  slowestMs: number;
};

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
};
