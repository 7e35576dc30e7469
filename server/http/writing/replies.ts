import type { z } from 'zod';
import { problem } from '#server/contract/problem';

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
});

/** What every writing may be refused for, for the OpenAPI document. */
export const REFUSALS = {
  400: refused('Corps mal formé'),
  401: refused('Identification, second facteur ou confirmation nécessaire'),
  403: refused('Hors de votre périmètre, ou venu d’un autre site'),
  404: refused('Identifiant inconnu'),
  409: refused('En contradiction avec ce qui est déjà dit'),
  412: refused('Changé entre-temps ; la version courante est jointe'),
  413: refused('Corps trop grand'),
  415: refused('Le corps n’est pas du JSON'),
  422: refused('Refusé par une règle'),
  428: refused('If-Match manque'),
  429: refused('Trop d’essais'),
  503: refused('Base injoignable'),
};

export const told = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** Something new. */
export const creates = <S extends z.ZodType>(schema: S, description: string) => ({
  201: told(schema, description),
  ...REFUSALS,
});

/** Something changed, or that waits for a second person (202). */
export const changes = <S extends z.ZodType>(schema: S, description: string) => ({
  200: told(schema, description),
  202: told(schema, 'Attend une deuxième personne'),
  ...REFUSALS,
});

export const bodyOf = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: true,
});
