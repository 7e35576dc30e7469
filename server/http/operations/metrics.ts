import { Hono } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Db, isUnreachable } from '#db/database';
import { countDeliveries } from '#db/deliveries';
import { listMonths } from '#db/observations';
import type { ClockDoubt } from '#server/contract/clock';
import type { ReadModel } from '#server/read-model/read-model';
import { type AddressRange, ownMachineOnly } from '../kit/network';

/** When a job was last done, and how long it took; milliseconds. Null: not yet, or it failed each time. */
export type JobState = { name: string; doneAt: Date | null; took: number; failures: number };

type Watched = {
  trustedProxies: readonly AddressRange[];
  db: Db;
  pool: { totalCount: number; idleCount: number; waitingCount: number };
  readModel: ReadModel;
  /** Whether the end of the journal is refused to be signed. */
  isJournalRefused: () => boolean;
  clockDoubt: () => ClockDoubt | null;
  /** Browsers that wait on this instance. */
  waiting: () => number;
  /** How many were answered, by what was asked and the class of the status. */
  requests: () => Iterable<{ kind: string; status: string; count: number }>;
  /** Writes refused for want of space, since the start. */
  spaceRefusals: () => number;
  /** How many were refused since the start because of how the service is, by kind. */
  refusals: () => Iterable<readonly [kind: string, count: number]>;
  /** Bytes that may still be written beside us; null: nobody looks. */
  room: () => Promise<number | null>;
  /** How many accidents since the start, by how they came to light. */
  accidents: () => Iterable<readonly [caught: string, count: number]>;
  /** How many of each kind since the start. */
  securityEvents: () => Iterable<readonly [event: string, count: number]>;
  jobs: () => readonly JobState[];
  /** How late the probes of the last round ran, in milliseconds. */
  probeLag: () => number;
};

/** `/metrics`, for Prometheus on this machine: what is served, what is kept and since when, what is behind. No personal data. */
export const metrics = (watched: Watched) => {
  const registry = new Registry();
  let isProcessWatched = false;
  new Counter({
    name: 'comptoir_requests_total',
    help: 'Answers since the start, by what was asked and the class of the status; a stream when it is over.',
    labelNames: ['kind', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { count, ...labels } of watched.requests()) this.inc(labels, count);
    },
  });
  new Counter({
    name: 'comptoir_unexpected_errors_total',
    help: 'Accidents since the start: caught where they happened, rejections that nothing caught, exceptions.',
    labelNames: ['caught'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [caught, count] of watched.accidents()) this.inc({ caught }, count);
    },
  });
  new Counter({
    name: 'comptoir_security_events_total',
    help: 'Failed sign-ins, wrong codes, refusals, changes of passwords, factors and keys, since the start.',
    labelNames: ['event'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [event, count] of watched.securityEvents()) this.inc({ event }, count);
    },
  });
  new Counter({
    name: 'comptoir_writes_without_space_total',
    help: 'Writes refused since the start because the database had nowhere to write.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(watched.spaceRefusals());
    },
  });
  new Counter({
    name: 'comptoir_refused_total',
    help: 'Questions and words refused since the start because of how the service is: no-room, its connections are all at work; unreachable, its database is away.',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, count] of watched.refusals()) this.inc({ kind }, count);
    },
  });
  for (const { name, help, labels = [], collect } of [
    ...served(watched),
    ...kept(watched),
    ...told(watched),
    ...done(watched),
  ])
    new Gauge({
      name: `comptoir_${name}`,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        this.reset();
        await collect(this).catch((error: unknown) => {
          // Gauges that need the database are left out while it is away, when the others are wanted most.
          if (!isUnreachable(error)) throw error;
          this.remove({});
        });
      },
    });
  return new Hono().get('/metrics', ownMachineOnly(watched), async (c) => {
    // To watch the loop is to wake it at every look: nobody who never asks pays for it.
    if (!isProcessWatched) {
      collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_LOOKED_AT_MS });
      for (const name of [...MISNAMED, ...MISTAKEN]) registry.removeSingleMetric(name);
    }
    isProcessWatched = true;
    return c.body(await registry.metrics(), 200, {
      'Content-Type': registry.contentType,
      'Cache-Control': 'no-store',
    });
  });
};

/** Gauges of the library that are named as counters are: `promtool` refuses them. The same is told by type beside. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** Their « lag » of a loop at rest is the pause between two looks at it; `nodejs_eventloop_lag_seconds` has nothing of it. */
const MISTAKEN = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'].map(
  (each) => `nodejs_eventloop_lag_${each}_seconds`,
);

/** The library looks at the loop whether or not that is told: seldom. */
const LOOP_LOOKED_AT_MS = 1_000;

type Measure = {
  name: string;
  help: string;
  labels?: readonly string[];
  collect: (gauge: Gauge<string>) => Promise<void>;
};

const served = ({ readModel, isJournalRefused, clockDoubt, waiting, pool, room }: Watched): Measure[] => [
  {
    name: 'journal_refused',
    help: '1: the end of the journal is not what was signed before, and nothing is signed any more.',
    collect: async (gauge) => gauge.set(Number(isJournalRefused())),
  },
  {
    name: 'clock_ahead_seconds',
    help: 'How far the clock of this machine is ahead of the time that is believed; negative: behind; 0: it is believed.',
    collect: async (gauge) => gauge.set((clockDoubt()?.by ?? 0) / 1000),
  },
  {
    name: 'seq',
    help: 'Number of the last change that readers are shown.',
    collect: async (gauge) => gauge.set((await readModel.read({ at: null, knownAt: null })).seq),
  },
  {
    name: 'record_age_seconds',
    help: 'Since when the database has not confirmed what readers are shown; 0: it does.',
    collect: async (gauge) => gauge.set((await readModel.read({ at: null, knownAt: null })).age / 1000),
  },
  {
    name: 'waiting_browsers',
    help: 'Streams open on this instance.',
    collect: async (gauge) => gauge.set(waiting()),
  },
  {
    name: 'disk_free_bytes',
    help: 'Room left on the disk of DATA_DIR; 0 too where it may not be written in.',
    async collect(gauge) {
      const left = await room();
      if (left !== null) gauge.set(left);
    },
  },
  {
    name: 'database_connections',
    help: 'Connections of this instance, and questions that wait for one.',
    labels: ['state'],
    async collect(gauge) {
      gauge.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      gauge.set({ state: 'idle' }, pool.idleCount);
      gauge.set({ state: 'awaited' }, pool.waitingCount);
    },
  },
];

const kept = ({ db }: Watched): Measure[] => [
  {
    name: 'observation_months',
    help: 'Months of raw results kept.',
    collect: async (gauge) => gauge.set((await listMonths(db)).length),
  },
  {
    name: 'observation_month_ends_seconds',
    help: 'When each month of raw results ends; it is dropped 90 days later.',
    labels: ['month'],
    async collect(gauge) {
      for (const { name, endsAt } of await listMonths(db)) gauge.set({ month: name }, +endsAt / 1000);
    },
  },
];

const told = ({ db }: Watched): Measure[] => [
  {
    name: 'deliveries',
    help: 'Subscribers that a message waits for, that none arrives at, and that nothing more is sent to, by channel.',
    labels: ['channel', 'state'],
    async collect(gauge) {
      for (const { channel, state, count } of await countDeliveries(db)) gauge.set({ channel, state }, count);
    },
  },
  {
    name: 'delivery_waiting_since_seconds',
    help: 'Since when the message that has waited longest is due; none where none waits.',
    labels: ['channel', 'state'],
    async collect(gauge) {
      for (const { channel, state, oldest } of await countDeliveries(db))
        if (oldest && state !== 'suspended') gauge.set({ channel, state }, +oldest / 1000);
    },
  },
];

const done = ({ jobs, probeLag }: Watched): Measure[] => [
  {
    name: 'probe_lag_seconds',
    help: 'How late the probes of the last round ran, on the instance on duty.',
    collect: async (gauge) => gauge.set(probeLag() / 1000),
  },
  {
    name: 'chore_done_seconds',
    help: 'When a chore was last done by this instance; none where another is on duty.',
    labels: ['chore'],
    async collect(gauge) {
      for (const { name, doneAt } of jobs()) if (doneAt) gauge.set({ chore: name }, +doneAt / 1000);
    },
  },
  {
    name: 'chore_took_seconds',
    help: 'How long it took.',
    labels: ['chore'],
    async collect(gauge) {
      for (const { name, doneAt, took } of jobs()) if (doneAt) gauge.set({ chore: name }, took / 1000);
    },
  },
  {
    name: 'chore_failures',
    help: 'How often it failed since this instance started.',
    labels: ['chore'],
    async collect(gauge) {
      for (const { name, failures } of jobs()) gauge.set({ chore: name }, failures);
    },
  },
];
