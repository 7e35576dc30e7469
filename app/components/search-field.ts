import { type RefObject, useEffect } from 'react';

/** `/` comes back to the field from anywhere in the page. */
export const useSlashKey = (field: RefObject<HTMLInputElement>): void => {
  useEffect(() => {
    const come = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', come);
    return () => document.removeEventListener('keydown', come);
  }, [field]);
};

/** Ready to type at a counter; not on a phone, where focus would open a keyboard over the page. */
export const useReadyField = (field: RefObject<HTMLInputElement>): void => {
  useEffect(() => {
    const isDesk = matchMedia('(pointer: fine)').matches;
    const isFree = document.activeElement === document.body && location.hash === '';
    if (isDesk && isFree) field.current?.focus({ preventScroll: true });
  }, [field]);
};

/** On a phone the field goes to the top, so that the keyboard does not hide the answers. */
export const bringToTop = (field: HTMLInputElement): void => {
  if (matchMedia('(pointer: coarse) and (max-width: 48rem)').matches)
    field.scrollIntoView({ block: 'start' });
};
