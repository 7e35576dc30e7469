import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#db/database';
import { createSecrets, type Secrets } from '#server/accounts/secrets';
import { shareOf } from '#server/delivery/channel';
import { type KeptTarget, sealTarget, targetDigest, targetOf } from '#server/delivery/targets';
import type { Follow } from '#server/domain/facts/follows';

export const FOLLOWERS = Number(process.env.BENCH_FOLLOWERS) || 20_000;
export const SECRET_KEY = 'clé des followers du banc, 32 signes au moins';
export const benchSecrets = (): Secrets => createSecrets(SECRET_KEY);

const AT_ONCE = 5_000;

/** Followers as subscribing leaves them, confirmed: where each is told is sealed. */
export const addFollowers = async (
  db: Db,
  secrets: Secrets,
  targetFor: (number: number) => KeptTarget,
  followOf: (number: number) => Follow,
): Promise<void> => {
  for (let from = 0; from < FOLLOWERS; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, FOLLOWERS - from) }, (_, each) => {
      const target = targetFor(from + each);
      return {
        id: randomUUID(),
        channel: target.channel,
        target: sealTarget(secrets, target),
        digest: targetDigest(secrets, target),
        share: shareOf(secrets, targetOf(target, new Date())),
        ...followOf(from + each),
      };
    });
    await sql`
      with given as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
          id uuid, channel text, target text, digest text, share text,
          profession text, mutuelles text[], platforms text[], flows text[], kinds text[]
        )
      ), made as (
        insert into subscriber (id, channel, target, target_digest, share, created_at, confirmed_at)
        select id, channel, target, digest, share, now(), now() from given
      )
      insert into follow (subscriber, position, profession, mutuelles, platforms, flows, kinds)
      select id, 0, profession::profession, mutuelles, platforms, flows::flows, kinds from given
    `.execute(db);
  }
};
