import type { Db } from '#db/database';
import type { Attempts } from '#server/accounts/attempts';
import type { ProSanteConnect } from '#server/accounts/openid-sign-in';
import type { Secrets } from '#server/accounts/secrets';
import type { SecurityLog } from '#server/accounts/security-events';
import type { ClockDoubt } from '#server/contract/clock';
import type { ProbeStep } from '#server/contract/probe-steps';
import type { Words } from '#server/contract/words';
import type { Channels } from '#server/delivery/channels';
import type { Outcome } from '#server/domain/facts/vocabulary';
import type { Outbound } from '#server/outbound/targets';
import type { ReadModel } from '#server/read-model/read-model';
import type { Vacancy } from '#server/read-model/streams';
import type { HeadGuard } from '#server/signing/head-guard';
import type { Signer, SigningKey } from '#server/signing/sign';
import type { SignedHeads } from '#server/signing/signed-heads';
import type { AddressRange, Network } from './kit/network';
import type { Refusals } from './kit/refusals';
import type { Writable } from './kit/writable';
import type { LateWrites } from './writing/late-writes';
import type { WriteQueue } from './writing/write-queue';

/** A probe run once. `durationMs`: of the whole; `seen`: a short sentence in French, never what was answered. */
export type ProbeRun = { outcome: Outcome; durationMs: number; seen: string };

/** The dependencies of the routes. `now` enters here, once a request. */
export type Deps = {
  db: Db;
  /** The same database, by connections that only writers take. */
  writing: Db;
  readModel: ReadModel;
  now: () => Date;
  /** How far the machine's clock is off; null: it is believed. */
  clockDoubt: () => ClockDoubt | null;
  secrets: Secrets;
  /** What signs snapshots now: a key may be replaced while we run. */
  signer: () => Promise<Signer>;
  /** Says whether the end of the journal may be signed. */
  guard: HeadGuard;
  /** The ends of the journal that were signed here. */
  heads: SignedHeads;
  /** The public keys of all that ever signed here, oldest first. */
  ownKeys: () => Promise<SigningKey[]>;
  attempts: Attempts;
  /** Where events of security are written and counted, by `securityEvent`. */
  security: SecurityLog;
  /** To await after a commit that changes what readers are shown, so that whoever wrote is shown it too. */
  committed: () => Promise<void>;
  /** Who writes waits here for a connection; readers never do. */
  writeQueue: WriteQueue;
  /** Whether writes are taken. */
  writable: Writable;
  /** What was refused because of how the service is. */
  refusals: Refusals;
  /** What became of writes whose askers could not wait for it. */
  lateWrites: LateWrites;
  /** Whether one more of this network may wait on the stream of this instance. */
  streamVacancy: (network: Network | null) => Vacancy;
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly AddressRange[];
  /** How messages leave from here. */
  channels: Channels;
  /** How calls leave from here. */
  outbound: Outbound;
  /** Runs the steps of a probe once, for `timeoutMs` at most. */
  runProbe: (steps: readonly ProbeStep[], timeoutMs: number, now: Date) => Promise<ProbeRun>;
  /** Null where professionals cannot sign in. */
  proSanteConnect: ProSanteConnect | null;
  /** Where we are reached from outside; null: wherever the request says, which is this machine. */
  publicUrl: string | null;
  /** Told of what failed once its asker had been answered. */
  failed: (error: unknown) => void;
  /** Of what is read outside our pages. */
  words: Words;
};

export const isHttps = ({ publicUrl }: Pick<Deps, 'publicUrl'>): boolean =>
  publicUrl?.startsWith('https:') ?? false;
