type Page<T> = { told: readonly T[]; next: string | null };

/** How many pages of a list are looked through at most. */
const MOST = 10;

/** What is in a list of ours, page after page. */
export const everyPage = async <T>(
  read: (asked: { limit: string; cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> => {
  const found: T[] = [];
  let asked: { limit: string; cursor?: string } = { limit: '200' };
  for (let page = 0; page < MOST; page++) {
    const { told, next }: Page<T> = await read(asked);
    found.push(...told);
    if (next === null) break;
    asked = { ...asked, cursor: next };
  }
  return found;
};
