import { readCursor } from '#db/cursor';
import type { PageAsked } from '#db/notices';

/** The first page that holds something of what is asked, when only some of a list is; else its last. */
export const firstFull = async <P extends { next: string | null }>(
  asked: PageAsked,
  read: (asked: PageAsked) => Promise<P>,
  isEmpty: (page: P) => boolean,
): Promise<P> => {
  const page = await read(asked);
  const before = page.next === null ? null : readCursor(page.next);
  return before && isEmpty(page) ? firstFull({ ...asked, before }, read, isEmpty) : page;
};
