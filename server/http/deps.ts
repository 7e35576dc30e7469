import type { Db } from '#db/database';
import type { Attempts } from '#server/accounts/attempts';
import type { ProSanteConnect } from '#server/accounts/pro-sante-connect';
import type { Secrets } from '#server/accounts/secrets';
import type { SecurityLog } from '#server/accounts/security-events';
import type { Words } from '#server/contract/words';
import type { HeadGuard } from '#server/live/head-guard';
import type { Record } from '#server/live/record';
import type { SignedHeads } from '#server/live/signed-heads';
import type { Signer, SigningKey } from '#server/live/signing';
import type { Vacancy } from '#server/live/streams';
import type { Outbound } from '#server/probes/targets';
import type { AddressRange, Network } from './kit/network';
import type { WritingTurns } from './writing/turns';

/** What the doors are given. `now` enters here, once a request. */
export type Deps = {
  db: Db;
  record: Record;
  now: () => Date;
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
  /** Who writes waits here for a connection; readers never do. */
  writingTurns: WritingTurns;
  /** Whether one more of this network may wait on the stream of this instance. */
  streamVacancy: (network: Network | null) => Vacancy;
  /** Whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly AddressRange[];
  /** How calls leave from here. */
  outbound: Outbound;
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
