import { Hono } from 'hono';
import { DAY, shift } from '#server/domain/facts/intervals';
import type { Deps } from '../deps';
import { refusal } from '../kit/problems';

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
