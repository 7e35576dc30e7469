import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { areRowsThere, useSayings } from './handed';
import { type DrawnRow, itemOf } from './row';

/** A server has no layout to wait for. */
const useDrawnEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Rows as markup, which React does not walk: it writes them once, then each change replaces only the rows that it
 * touches, in their place. What has the focus keeps it.
 */
export const RowList = ({ rows }: { rows: readonly DrawnRow[] }) => {
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
  return <ul ref={list} suppressHydrationWarning dangerouslySetInnerHTML={first} />;
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
