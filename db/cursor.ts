/** Where a page ends, newest first: an instant and an id, opaque to whoever carries it. */
export type Cursor = { instant: Date; id: string };

export type PageAsked = { before: Cursor | null; limit: number };

export const writeCursor = ({ instant, id }: Cursor): string =>
  Buffer.from(`${instant.toISOString()} ${id}`).toString('base64url');

const WRITTEN = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z) ([^\0]+)$/;

/** Null when it is not one of ours: PostgreSQL takes neither every year nor every character. */
export const readCursor = (text: string): Cursor | null => {
  const [, written, id] = WRITTEN.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  const instant = new Date(written ?? Number.NaN);
  return id === undefined || Number.isNaN(+instant) ? null : { instant, id };
};

/** Cuts a page that was read one row longer than asked; `next`: the cursor of the following page, null at the end. */
export const cut = <T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => Cursor,
): { page: T[]; next: string | null } => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last ? writeCursor(cursorOf(last)) : null };
};
