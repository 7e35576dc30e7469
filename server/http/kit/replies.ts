import { z } from 'zod';
import { readCursor } from '#db/cursor';
import { askedId } from '#server/contract/ids';
import { awaitingCommit } from '#server/contract/late-writes';
import { problem } from '#server/contract/problem';

export const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
});

/** The replies that every reading may give, for the OpenAPI document and the types of the routes. */
export const replies = <S extends z.ZodType>(schema: S, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  400: refused('Question mal formée'),
  404: refused('Identifiant inconnu, avec les plus proches'),
  429: refused('Trop de questions à la fois : Retry-After dit quand revenir'),
  503: refused('Base injoignable'),
});

/** A reading for whoever is known here. */
export const repliesToKnown = <S extends z.ZodType>(schema: S, description: string) => ({
  ...replies(schema, description),
  401: refused('Identification nécessaire'),
  403: refused('Hors de votre périmètre'),
});

/** A reading in another form than JSON. */
export const repliesInText = <T extends string>(type: T, description: string) => ({
  ...replies(z.string(), description),
  200: { description, content: { [type]: { schema: z.string() } } as Record<T, { schema: z.ZodString }> },
});

/**
 * One value or several of the same query parameter, as a list: its name repeated, or values joined by commas, as some
 * generated clients write lists whatever they are told. No value of ours holds a comma.
 */
export const listed = <S extends z.ZodType<unknown, string>>(schema: S, list = z.array(schema)) =>
  z.preprocess(
    (given: z.input<S> | z.input<S>[]) =>
      given === undefined || given === null
        ? given
        : [given].flat().flatMap((each) => String(each).split(',')),
    list,
  );
export const several = <S extends z.ZodType<unknown, string>>(schema: S) => listed(schema).optional();

/** What one or several organisations said. */
export const byQuery = z.object({ by: several(askedId) });

/** A page of a list: `cursor` is the `next` of the page before. */
export const pageQuery = z.object({
  cursor: z
    .string()
    .max(200)
    .transform((text, context) => {
      const cursor = readCursor(text);
      if (cursor) return cursor;
      context.addIssue({ code: 'custom', message: 'ce curseur n’est pas un « next » rendu par une page' });
      return z.NEVER;
    })
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The refusals that every write may meet, for the OpenAPI document; of a body as of what it says. */
export const REFUSALS = {
  400: refused('Corps mal formé'),
  401: refused('Identification, second facteur ou confirmation nécessaire'),
  403: refused('Hors de votre périmètre, ou venu d’un autre site'),
  404: refused('Identifiant inconnu'),
  409: refused('En contradiction avec ce qui est déjà dit'),
  413: refused('Corps trop grand'),
  415: refused('Le corps n’est pas du JSON'),
  422: refused('Refusé par une règle'),
  429: refused('Trop d’essais'),
  503: refused('Base injoignable'),
  507: refused('La base n’a plus où écrire'),
};

export const described = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const WAITS = 'Attend une deuxième personne';
const LATE = 'commencé, sans que la base ait dit à temps que c’est gardé : Location le dira';

/** Something new. */
export const makes = <S extends z.ZodType>(schema: S, description: string) => ({
  201: described(schema, description),
  ...REFUSALS,
});

/** The same on record: it may wait for the database. */
export const creates = <S extends z.ZodType>(schema: S, description: string) => ({
  ...makes(schema, description),
  202: described(awaitingCommit, LATE),
});

/** Something changed. */
export const changes = <S extends z.ZodType>(schema: S, description: string) => ({
  200: described(schema, description),
  ...REFUSALS,
});

/** Something changed, or that waits for a second person (202). */
export const asksTwo = <S extends z.ZodType>(schema: S, description: string) => ({
  ...changes(schema, description),
  202: described(schema, WAITS),
});

/** What is on record, changed: it may wait for the database. */
export const changesRecord = <S extends z.ZodType>(schema: S, description: string) => ({
  ...changes(schema, description),
  202: described(awaitingCommit, LATE),
});

/** The same, where it may wait for a second person too. */
export const asksTwoOnRecord = <S extends z.ZodType>(schema: S, description: string) => ({
  ...changes(schema, description),
  202: described(z.union([schema, awaitingCommit]), `${WAITS} ; ou ${LATE}`),
});

/** Of what somebody has read and changes: it names the version it read in `If-Match`. */
export const ofVersion = <R extends object>(responses: R) => ({
  ...responses,
  412: refused('Changé entre-temps ; la version courante est jointe'),
  428: refused('If-Match manque'),
});

export const bodyOf = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: true,
});
