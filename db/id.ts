import { uuidv7 } from 'uuidv7';

/** A new id, later than those before it; in the form of a slug. */
export const newId = (): string => uuidv7();
