import { Hono } from 'hono';
import type { ClockDoubt } from '#server/contract/clock';
import { DAY, shift } from '#server/domain/facts/intervals';
import type { Deps } from '../deps';
import { ownMachineOnly } from '../kit/network';
import { refusal } from '../kit/problems';

const FRESH = { 'Cache-Control': 'no-store' };

/**
 * `/healthz`: the process answers. `/readyz`, to this machine alone: the database too, and it is not `leaving`; `seq`
 * and `age` (seconds, 0: of now) are those of what readers are shown, null when there is nothing to show.
 */
export const health = (deps: Deps, leaving: AbortSignal) => {
  /** What readers are shown was of now once: until then it is what an earlier start left. */
  let hasCaughtUp = false;
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }, 200, FRESH))
    .get('/readyz', ownMachineOnly(deps), async (c) => {
      const { readModel } = deps;
      const [isReachable, isRefusing, shown] = await Promise.all([
        readModel.reachable(),
        deps.writable.isRefusing(),
        readModel.read({ at: null, knownAt: null }).catch(() => null),
      ]);
      hasCaughtUp ||= shown?.age === 0;
      const status = (): string => {
        if (leaving.aborted) return 'leaving';
        if (!isReachable) return 'database-unreachable';
        if (deps.guard.refusal() !== null) return 'journal-refused';
        if (!hasCaughtUp) return 'catching-up';
        if (isRefusing) return 'degraded';
        return deps.clockDoubt() === null ? 'ready' : 'clock-doubted';
      };
      const body = {
        status: status(),
        database: isReachable,
        seq: shown?.seq ?? null,
        age: shown && Math.ceil(shown.age / 1000),
        clock: clockOf(deps.clockDoubt()),
      };
      return c.json(body, READS.includes(body.status) ? 200 : 503, FRESH);
    });
};

/** Seconds that the machine's clock is ahead of what is believed (negative: behind); null: it is believed. */
const clockOf = (doubt: ClockDoubt | null) =>
  doubt && { aheadBy: Math.round(doubt.by / 1000), since: doubt.since };

/** What readers are shown is of now, though nothing may be written (`degraded`), or the machine's clock jumped. */
const READS: readonly string[] = ['ready', 'degraded', 'clock-doubted'];

/** RFC 9116 wants less than a year: what is read and kept is looked at again in three months. */
const LIFE = 90 * DAY;

type Given = Pick<Deps, 'now' | 'publicUrl'> & { securityContact: string | null };

/** `/.well-known/security.txt`: where to tell of a fault. 404 while nobody has said where; none is made up. */
export const securityTxt = ({ now, publicUrl, securityContact }: Given) =>
  new Hono().get(PATH, (c) => {
    if (securityContact === null) return refusal(c, NOBODY_NAMED);
    const lines = [
      `Contact: ${new URL(securityContact).href}`,
      `Expires: ${shift(now(), LIFE).toISOString()}`,
      'Preferred-Languages: fr, en',
      ...(publicUrl === null ? [] : [`Canonical: ${new URL(PATH, publicUrl).href}`]),
    ];
    return c.text(`${lines.join('\n')}\n`, 200, { 'Cache-Control': 'public, max-age=86400' });
  });

const PATH = '/.well-known/security.txt';
const NOBODY_NAMED = {
  kind: 'no-such-address',
  detail: 'Ce service n’a pas nommé à qui dire une faille (SECURITY_CONTACT).',
} as const;
