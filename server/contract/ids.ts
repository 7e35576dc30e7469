import { z } from 'zod';
import { MAX_TYPED_LENGTH } from './search/typed';

/** Lists that we return are read-only for their receivers. */
export const list = <S extends z.ZodType>(schema: S) => z.array(schema).readonly();

/** A named thing, or null. `.nullable()` would make what bears the name null everywhere in the OpenAPI document. */
export const orNull = <S extends z.ZodType>(schema: S) => z.union([schema, z.null()]);

/** The id of a thing on record: 1 to 100 of `a-z`, `0-9` and `-`. */
const ID = /^[a-z0-9-]{1,100}$/;

/** A text that somebody may take for an id: « Malakoff Humanis », « aésio ». */
const AS_TYPED = new RegExp(`^(?=.*[\\p{L}\\p{N}])[\\p{L}\\p{M}\\p{N} .'’&+_-]{1,${MAX_TYPED_LENGTH}}$`, 'u');

export const ID_EXPECTED = 'un identifiant a 1 à 100 lettres minuscules sans accent, chiffres ou tirets';

/**
 * An id as it is asked for, in an address or a body. What could be meant for one passes: whoever looks it up answers
 * that it is unknown, with the nearest. Anything else is malformed, and reaches no index and no query.
 */
export const askedId = z
  .string()
  .refine((text) => ID.test(text) || AS_TYPED.test(text), ID_EXPECTED)
  .meta({ pattern: ID.source });
