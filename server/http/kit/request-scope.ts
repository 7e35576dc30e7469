import { z } from 'zod';
import { askedId } from '#server/contract/ids';
import { INSTANT_EXPECTED, queryInstant } from '#server/contract/instants';
import type { Directory } from '#server/domain/facts/directory';
import { DAY, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import type { Question } from '#server/domain/judgement/answer';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import { reachOf, type Subject } from '#server/domain/judgement/subject';
import type { Asked, ReadState } from '#server/read-model/read-model';
import type { Deps } from '../deps';
import type { Refusal } from './problems';
import { suggest, unknownIn } from './suggestions';

/** The two instants any reading may be asked at. */
export const instantsQuery = z.object({ at: queryInstant.optional(), knownAt: queryInstant.optional() });

/** What a card may say, and the reader's concentrator. */
export const questionQuery = instantsQuery.extend({
  code: z.string().min(1).max(20).optional(),
  csr: z.string().min(1).max(20).optional(),
  concentrator: askedId.optional(),
});

const NAMED_PROFESSIONS = PROFESSIONS.map((id) => ({ id, name: id }));

const REFUSALS = {
  outOfBounds: (name: 'at' | 'knownAt', instant: Date) => ({
    kind: 'malformed',
    pointer: `/query/${name}`,
    detail: `« ${name} » doit être entre l’an 2000 et demain : ${instant.toISOString()} n’y est pas.`,
    cure: INSTANT_EXPECTED,
  }),
  profession: (id: string) => ({
    kind: 'unknown-id',
    pointer: '/profession',
    detail: `Profession inconnue : « ${id} ».`,
    near: suggest(id, NAMED_PROFESSIONS, ({ name }) => name),
    cure: `Les professions : ${PROFESSIONS.join(', ')}.`,
  }),
  notConcentrator: (id: string) => ({
    kind: 'malformed',
    pointer: '/query/concentrator',
    detail: `« ${id} » n’est pas un concentrateur.`,
    cure: 'Donnez une plateforme de nature « concentrator ».',
    see: 'GET /api/v1/platforms',
  }),
} as const satisfies Record<string, (...given: never[]) => Refusal>;

const OLDEST = new Date('2000-01-01T00:00:00+01:00');

/** The record at the two instants, which run from the year 2000 to a day ahead. */
export type ReadContext = { read: ReadState; known: Known };

/** `reach`: how long before `at` is asked about too, in milliseconds. `narrowed`: what of the past is read. */
export const askRecord = async (
  { readModel, now }: Deps,
  query: z.infer<typeof instantsQuery>,
  reach = 0,
  narrowed: Pick<Asked, 'platforms' | 'isOverLeftOut' | 'lately'> = {},
): Promise<Result<ReadContext, Refusal>> => {
  const refused = outOfBounds(query, now());
  if (refused) return refuse(refused);
  const { at = null, knownAt = null } = query;
  const from = reach === 0 ? {} : { from: shift(at ?? now(), -reach) };
  const read = await readModel.read({ at, knownAt, ...from, ...narrowed });
  return accept({ read, known: knownFacts(read.directory, read.evidence, read.at, read.knownAt) });
};

export type RequestScope = ReadContext & { question: Question };

/** A whole question: who asks, when, with which card, about whom. Refusals name the nearest known ids. */
export const resolveQuestion = async (
  deps: Deps,
  profession: string,
  query: z.infer<typeof questionQuery>,
  subject: { mutuelles?: readonly string[] | undefined; platform?: string | undefined },
  { reach = 0, lately, ...narrowed }: { reach?: number } & Pick<Asked, 'isOverLeftOut' | 'lately'> = {},
): Promise<Result<RequestScope, Refusal>> => {
  const asking = readProfession(profession);
  if (!asking.ok) return asking;
  // The directory of now is held: a name it does not know costs no reading of the past.
  const { directory } = await deps.readModel.read({ at: null, knownAt: null });
  const refused =
    (subject.mutuelles ?? []).map((id) => unknownMutuelle(directory, id)).find(Boolean) ??
    (subject.platform === undefined ? null : unknownPlatform(directory, subject.platform)) ??
    (query.concentrator === undefined ? null : notConcentrator(directory, query.concentrator));
  if (refused) return refuse(refused);
  const isReaching = reach > 0 || lately !== undefined;
  const reached = isReaching ? reachedFrom(directory, subject, query.concentrator ?? null) : {};
  const reading = await askRecord(deps, query, reach, { ...narrowed, ...reached, ...(lately && { lately }) });
  if (!reading.ok) return reading;
  const { code = null, csr = null, concentrator = null } = query;
  return accept({
    ...reading.value,
    question: { profession: asking.value, card: { code, csr }, concentrator },
  });
};

/** What was said over a span of time is asked of the platforms that the answers may rest on, and of no others. */
const reachedFrom = (
  directory: Directory,
  { mutuelles = [], platform }: { mutuelles?: readonly string[] | undefined; platform?: string | undefined },
  concentrator: string | null,
): Pick<Asked, 'platforms'> => {
  const subjects: Subject[] = [
    ...mutuelles.map((mutuelle) => ({ mutuelle })),
    ...(platform === undefined ? [] : [{ platform }]),
  ];
  const reached = subjects.flatMap((subject) => [...reachOf(directory, { concentrator }, subject)]);
  return { platforms: [...new Set(reached)] };
};

const outOfBounds = (query: z.infer<typeof instantsQuery>, now: Date): Refusal | null => {
  for (const name of ['at', 'knownAt'] as const) {
    const instant = query[name];
    if (instant && (instant < OLDEST || instant > shift(now, DAY)))
      return REFUSALS.outOfBounds(name, instant);
  }
  return null;
};

export const readProfession = (id: string): Result<Profession, Refusal> => {
  const profession = PROFESSIONS.find((each) => each === id);
  if (profession) return accept(profession);
  return refuse(REFUSALS.profession(id));
};

export const unknownPlatform = (directory: Directory, id: string, pointer?: string): Refusal | null =>
  directory.platforms.has(id) ? null : unknownIn(directory, 'platform', id, pointer);

/** The first of these that no organisation is called. */
export const unknownAuthor = (directory: Directory, by: readonly string[] = []): Refusal | null => {
  const id = by.find((each) => !directory.organisations.has(each));
  return id === undefined ? null : unknownIn(directory, 'organisation', id, '/query/by');
};

export const unknownMutuelle = (directory: Directory, id: string): Refusal | null =>
  directory.mutuelles.has(id) ? null : unknownIn(directory, 'mutuelle', id);

const notConcentrator = (directory: Directory, id: string): Refusal | null =>
  unknownPlatform(directory, id, '/query/concentrator') ??
  (directory.platforms.get(id)?.kind === 'concentrator' ? null : REFUSALS.notConcentrator(id));
