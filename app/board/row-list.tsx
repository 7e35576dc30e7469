import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { areRowsThere, useSayings } from './handed';
import { type DrawnRow, itemOf } from './row';

/** A server has no layout to wait for. */
const useDrawnEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

type Rows = { rows: readonly DrawnRow[] };

/** So many rows of a long list are drawn together, once they are near: a browser watches each part, not each row. */
const PART = 40;

/** A list of rows, in parts where it is long. */
export const RowList = ({ rows }: Rows) => {
  const parts = useMemo(() => partsOf(rows), [rows]);
  return parts.map(({ from, rows }) => (
    <RowPart key={from} rows={rows} className={parts.length > 1 ? 'rows-part' : undefined} />
  ));
};

const partsOf = (rows: readonly DrawnRow[]): (Rows & { from: number })[] => {
  if (rows.length <= PART) return [{ from: 0, rows }];
  const count = Math.ceil(rows.length / PART);
  return Array.from({ length: count }, (_, place) => {
    const from = place * PART;
    return { from, rows: rows.slice(from, from + PART) };
  });
};

/**
 * Rows as markup, which React does not walk: it writes them once, then each change replaces only the rows that it
 * touches, in their place. What has the focus keeps it.
 */
const RowPart = ({ rows, className }: Rows & { className: string | undefined }) => {
  const list = useRef<HTMLUListElement>(null);
  const drawn = useRef(rows);
  const numberOf = useSayings();
  const [first] = useState(() => ({
    // What the server wrote stands there already.
    __html: areRowsThere() ? '' : rows.map((row) => itemOf(row, numberOf?.(row.row) ?? null)).join(''),
  }));
  useDrawnEffect(() => {
    if (!list.current) return;
    // Where React gave up what the server wrote, nothing stands there.
    if (list.current.childElementCount === 0) replaceRows(list.current, [], rows);
    else if (drawn.current !== rows) replaceRows(list.current, drawn.current, rows);
    drawn.current = rows;
  }, [rows]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own markup, its texts escaped
  return <ul ref={list} className={className} suppressHydrationWarning dangerouslySetInnerHTML={first} />;
};

const replaceRows = (
  list: HTMLUListElement,
  before: readonly DrawnRow[],
  rows: readonly DrawnRow[],
): void => {
  const drawn = new Map(before.map((row) => [row.mutuelle, row]));
  const items = new Map<string, HTMLElement>();
  for (const item of list.querySelectorAll<HTMLElement>(':scope > li'))
    items.set(item.dataset.mutuelle ?? '', item);
  const staying = new Set(rows.map(({ mutuelle }) => mutuelle));
  // What leaves goes first: an item that is put elsewhere loses the focus, one that stays in its place does not.
  for (const [mutuelle, item] of items) if (!staying.has(mutuelle)) item.remove();
  let place = list.firstElementChild;
  for (const row of rows) {
    const item = items.get(row.mutuelle) ?? newItem(row);
    redraw(item, drawn.get(row.mutuelle), row);
    if (item === place) place = place.nextElementSibling;
    else list.insertBefore(item, place);
  }
};

const newItem = ({ mutuelle }: DrawnRow): HTMLElement => {
  const item = document.createElement('li');
  item.dataset.mutuelle = mutuelle;
  return item;
};

/** The item stays: it is not animated again, and what points at it still does. */
const redraw = (item: HTMLElement, before: DrawnRow | undefined, row: DrawnRow): void => {
  if (before === row) return;
  if (before?.className !== row.className) item.className = row.className;
  if (before?.inner === row.inner) return;
  const focused = item.contains(document.activeElement) ? document.activeElement?.classList[0] : undefined;
  item.innerHTML = row.inner;
  if (focused !== undefined) item.querySelector<HTMLElement>(`.${focused}`)?.focus({ preventScroll: true });
};
