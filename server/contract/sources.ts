import { z } from 'zod';
import { list } from './ids';
import { instant } from './instants';

/** Addresses of conventions that are read each day, and what they say that the record does not. */

const isSecured = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
};

/** `POST /api/v1/sources`. `isReplacing`: its rows take the place of what is known, rather than add to it. */
export const sourceBody = z.strictObject({
  url: z.string().trim().max(2_000).refine(isSecured, 'une adresse https://, sans nom ni mot de passe'),
  isReplacing: z.boolean().default(false),
});

/** `POST /api/v1/sources/{id}/decision`. `digest`: of what was seen waiting. */
export const sourceDecisionBody = z.strictObject({
  accepted: z.boolean(),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'l’empreinte lue avec ce qui attend'),
});

/** `failure`: why the last reading gave nothing. `waiting`: what it says waits for the desk. */
export const sourceRecord = z.object({
  id: z.string(),
  url: z.string(),
  isReplacing: z.boolean(),
  addedAt: instant,
  readAt: instant.nullable(),
  failure: z.string().nullable(),
  waiting: z.object({ digest: z.string(), since: instant }).nullable(),
});
export type SourceRecord = z.infer<typeof sourceRecord>;
export const sourceList = z.object({ sources: list(sourceRecord) });
export const sourceDone = z.object({ id: z.string() });
