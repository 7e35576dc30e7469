import {
  type KeyboardEvent as FieldKeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Line } from './lines';
import type { Find, Searchable } from './search-index';

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

/** A scanner's keys come closer than this; a person's do not. */
const BURST_MS = 100;

/** Once the number of a card is read, the keys that follow in the same burst are let go of, unread. */
export const useRestOfScan = () => {
  const drainedAt = useRef(Number.NEGATIVE_INFINITY);
  const drain = () => {
    drainedAt.current = performance.now();
  };
  return {
    drain,
    end: () => {
      drainedAt.current = Number.NEGATIVE_INFINITY;
    },
    /** Whether this key is one of them. */
    isComing: (): boolean => {
      const isComing = performance.now() - drainedAt.current < BURST_MS;
      if (isComing) drain();
      return isComing;
    },
  };
};

/** What a scanner left in the field: an AMC number when the card begins with one, and whether there was more. */
export type ScannedCard = { amc: string | null; hasRest: boolean };

/** The separator of the card's fields (GS1). */
export const GROUP_SEPARATOR = '\u001d';
const AZERTY_DIGITS = 'à&é"\'(-è_ç';
const SHORTEST = 4;

/** Digits typed by a scanner that thinks the keyboard is a QWERTY: « &é"'( » is 12345. Anything else is left alone. */
export const repairDigits = (typed: string): string => {
  const characters = [...typed];
  const isRow = characters.every((each) => AZERTY_DIGITS.includes(each) || each === GROUP_SEPARATOR);
  if (!isRow || characters.length < SHORTEST) return typed;
  return characters.map((each) => (each === GROUP_SEPARATOR ? each : AZERTY_DIGITS.indexOf(each))).join('');
};

/** Only a scanner types a separator, or more digits than a number has. */
export const isScanned = (typed: string): boolean =>
  typed.includes(GROUP_SEPARATOR) || /^\d{11}/.test(repairDigits(typed.trim()));

/** Reads what a scan typed; null when a person typed it. `known`: the AMC numbers of the directory. */
export const readCard = (typed: string, known: readonly string[]): ScannedCard | null => {
  const text = repairDigits(typed.trim());
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  const amc = digits.length > 10 ? known.find((number) => digits.startsWith(number)) : digits;
  if (amc && amc.length >= 7) return { amc, hasRest: text.length > amc.length };
  return isScanned(typed) ? { amc: null, hasRest: true } : null;
};

/** What the page says of a scan: the card was read, or nothing of it could be. */
export type Scan = 'read' | 'unreadable' | null;

type SearchParts = {
  lines: readonly Line[];
  mutuelles: readonly Searchable[];
  startingWith: string;
  onOpen: (line: Line) => void;
};

/** What is typed, what it finds without the network, and which of it is chosen. */
export const useSearch = ({ lines, mutuelles, startingWith, onOpen }: SearchParts) => {
  const [typed, setTyped] = useState(startingWith);
  const [selected, setSelected] = useState(0);
  const [scan, setScan] = useState<Scan>(null);
  const { find, load } = useFind(mutuelles);
  const byId = useMemo(() => new Map(lines.map((line) => [line.mutuelle, line])), [lines]);
  const rest = useRestOfScan();
  const known = useMemo(() => mutuelles.flatMap(({ amcNumbers }) => amcNumbers), [mutuelles]);

  const text = repairDigits(typed);
  const found = useMemo(() => find?.(text).flatMap((id) => byId.get(id) ?? []) ?? null, [find, text, byId]);

  const take = ({ amc, hasRest }: ScannedCard) => {
    setTyped(amc ?? '');
    setScan(!hasRest ? null : amc ? 'read' : 'unreadable');
    rest.drain();
  };

  const type = (next: string) => {
    load();
    if (rest.isComing()) return;
    const card = isScanned(next) ? readCard(next, known) : null;
    setSelected(0);
    if (card) return take(card);
    setTyped(next);
    setScan(null);
  };

  const enter = () => {
    if (rest.isComing()) return rest.end();
    const card = readCard(typed, known);
    if (card?.hasRest) return take(card);
    const line = found?.[selected];
    if (line) onOpen(line);
  };

  const onKeyDown = (event: FieldKeyboardEvent<HTMLInputElement>) => {
    const last = (found?.length ?? 0) - 1;
    if (isSeparator(event)) type(typed + GROUP_SEPARATOR);
    else if (event.key === 'ArrowDown') setSelected(selected >= last ? 0 : selected + 1);
    else if (event.key === 'ArrowUp') setSelected(selected <= 0 ? last : selected - 1);
    else if (event.key === 'Escape') type('');
    else if (event.key === 'Enter' && find && typed.trim() !== '') enter();
    else return;
    event.preventDefault();
  };

  return { typed, text: text.trim(), found, selected, scan, load, type, setSelected, onKeyDown };
};

/** A scanner sends the separator as a control character or as Ctrl+]. */
const isSeparator = ({ key, ctrlKey }: FieldKeyboardEvent) =>
  key === GROUP_SEPARATOR || (ctrlKey && key === ']');

/** The index comes with the first key or focus: the page does not wait for it. */
const useFind = (mutuelles: readonly Searchable[]) => {
  const [indexOf, setIndexOf] = useState<((mutuelles: readonly Searchable[]) => Find) | null>(null);
  const find = useMemo(() => indexOf?.(mutuelles) ?? null, [indexOf, mutuelles]);
  const load = useCallback(() => {
    import('./search-index').then(
      (module) => setIndexOf(() => module.indexOf),
      // Without a network it is asked for again with the next key.
      () => undefined,
    );
  }, []);
  return { find, load };
};
