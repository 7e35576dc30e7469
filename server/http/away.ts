import { isUnreachable } from '#db/unreachable';

/** What the database says; what is remembered when it is away, and its absence when nothing is. */
export const orRemembered = <T, U>(
  asked: Promise<T>,
  remembered: () => U | null | Promise<U>,
): Promise<T | U> =>
  asked.catch(async (error: unknown) => {
    const found = isUnreachable(error) ? await remembered() : null;
    if (found === null) throw error;
    return found;
  });
