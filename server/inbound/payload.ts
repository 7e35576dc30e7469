import { createHash } from 'node:crypto';
import { masked } from '#server/contract/texts';
import { readAlertmanager } from './alertmanager';
import { readGatus } from './gatus';
import type { Read } from './heard';
import { readStatuspage } from './statuspage';
import { readUptimeKuma } from './uptime-kuma';

/** What a tool sent, whatever it is; null: in none of the shapes that are known. */
export const readPayload = (sent: unknown): Read | null =>
  readAlertmanager(sent) ?? readStatuspage(sent) ?? readUptimeKuma(sent) ?? readGatus(sent);

/** Deeper than any tool sends. */
const MAX_DEPTH = 32;

export type Payload = { body: string; digest: string };

/**
 * What may be kept of what was sent: no sign that is not seen, nothing shaped as a social security number, be it a name
 * or a number. Null: it is nested too deep for anything to be made of it.
 */
export const keepable = (sent: unknown): Payload | null => {
  try {
    const body = JSON.stringify(maskedIn(sent));
    return { body, digest: createHash('sha256').update(body).digest('base64url') };
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
};

class TooDeep extends Error {}

/** Throws when it is nested too deep. */
export const maskedIn = (value: unknown, left = MAX_DEPTH): unknown => {
  if (typeof value === 'string') return masked(value);
  if (typeof value === 'number') {
    const written = String(value);
    return masked(written) === written ? value : masked(written);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (left === 0) throw new TooDeep();
  if (Array.isArray(value)) return value.map((each) => maskedIn(each, left - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [masked(name), maskedIn(each, left - 1)]),
  );
};
