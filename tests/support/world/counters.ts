import { addProfessionalSession } from '#db/sessions';
import { digest, newToken } from '#server/accounts/secrets';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { aVisitor, type Headers, OWN_PAGE, type World } from './writers';

/** Those who speak from a counter, without an account. */

let count = 0;

/** A professional signed in, each time another one unless `subject` says who. */
export const aProfessional = async (world: World, subject = `subject-${++count}`) => {
  const token = newToken();
  await addProfessionalSession(world.db, {
    tokenHash: digest(token),
    subjectHash: subject,
    createdAt: world.now(),
    expiresAt: shift(world.now(), 12 * HOUR),
  });
  return aVisitor(world, { ...OWN_PAGE, Cookie: `professional=${token}` });
};

/** Nobody signed in, each time from another network unless `network` says which. */
export const aPassenger = (
  world: World,
  network = `10.${++count % 200}.${count >> 8}.1`,
  headers: Headers = {},
) => aVisitor(world, { 'X-Forwarded-For': network, ...headers });

/** Nord's pec is blocked for opticians. */
export const aReport = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
  profession: 'optician',
  platform: 'north',
  flow: 'pec',
  outcome: 'blocked',
  ...given,
});

/** That many practices say so. */
export const manyReport = async (world: World, practices: number, given: Record<string, unknown> = {}) => {
  for (let practice = 0; practice < practices; practice++)
    await (await aProfessional(world)).post('/reports', aReport(given));
};
