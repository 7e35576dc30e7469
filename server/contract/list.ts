import { z } from 'zod';

/** What we hand out is not to be changed by who receives it. */
export const list = <S extends z.ZodType>(schema: S) => z.array(schema).readonly();
