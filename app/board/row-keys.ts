import { useNavigate } from '@remix-run/react';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect } from 'react';

/** One listener for all rows of a list: a name opens in place, a star is put on or taken off, arrows go between the two. */
export const useRowEvents = (onStar: (mutuelle: string) => void) => {
  const navigate = useNavigate();
  const onClick = useCallback(
    (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.defaultPrevented) return;
      const mutuelle = event.target.closest<HTMLElement>('li[data-mutuelle]')?.dataset.mutuelle;
      if (mutuelle === undefined) return;
      if (event.target.closest('.star')) return onStar(mutuelle);
      const href = event.target.closest('a.row-name')?.getAttribute('href');
      const isElsewhere =
        event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (!href || isElsewhere) return;
      event.preventDefault();
      navigate(href);
    },
    [navigate, onStar],
  );
  return { onClick, onKeyDown };
};

const onKeyDown = (event: KeyboardEvent): void => {
  if (!(event.target instanceof Element) || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
  const part = event.key === 'ArrowRight' ? '.star' : '.row-name';
  const row = event.target.closest('li[data-mutuelle]');
  if (!row || event.target.matches(part)) return;
  event.preventDefault();
  row.querySelector<HTMLElement>(part)?.focus();
};

/** A row that goes to another list takes the focus with it. Called in the drawing of what holds the rows. */
export const useKeptFocus = () => {
  const focused = typeof document === 'undefined' ? null : document.activeElement;
  const mutuelle = focused?.closest<HTMLElement>('li[data-mutuelle]')?.dataset.mutuelle;
  useEffect(() => {
    if (mutuelle === undefined || document.activeElement !== document.body) return;
    const rows = document.querySelectorAll(`li[data-mutuelle="${mutuelle}"]`);
    rows[rows.length - 1]
      ?.querySelector<HTMLElement>(`.${focused?.classList[0]}`)
      ?.focus({ preventScroll: true });
  });
};
