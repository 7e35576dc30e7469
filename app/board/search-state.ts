import {
  type KeyboardEvent as FieldKeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Hit, type Hits, NO_HITS } from './hits';
import {
  type Card,
  GROUP_SEPARATOR,
  isScanned,
  mayBeBeside,
  printedCard,
  readBeside,
  readCard,
  repairDigits,
  type ScannedCard,
} from './scanned-card';
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

/** What the page says of a scan: the card was read, or nothing of it could be. */
export type Scan = 'read' | 'unreadable' | null;

type SearchParts = {
  /** Null: not known yet. */
  searchables: readonly Searchable[] | null;
  /** Called when they are wanted, and again while they are not there. */
  onWanted: () => void;
  startingWith: string;
  hitsOf: (result: ReturnType<Find>) => Hits;
  onOpen: (hit: Hit, typed: string) => void;
};

/** What is typed, what it finds without the network, and which of it is chosen. */
export const useSearch = ({ searchables, onWanted, startingWith, hitsOf, onOpen }: SearchParts) => {
  const [typed, setTyped] = useState(startingWith);
  const [chosen, setChosen] = useState<number | null>(null);
  const [scan, setScan] = useState<Scan>(null);
  const [isUndecided, setUndecided] = useState(false);
  const { find, load } = useFind(searchables, onWanted);
  const scanning = useRestOfScan();
  /** Of a card that is being typed by a scanner: its number, and what may be its type and CSR. */
  const scanned = useRef<{ amc: string; beside: string } | null>(null);
  const known = useMemo(() => searchables?.flatMap(({ amcNumbers }) => amcNumbers) ?? null, [searchables]);
  /** A scan that came before the numbers by which it is read: it is held here, and stands nowhere in the page. */
  const early = useRef<string | null>(null);

  const text = repairDigits(typed);
  const result = useMemo(() => find?.(text) ?? null, [find, text]);
  const { hits, sure } = useMemo(
    () => (result && text.trim() !== '' ? hitsOf(result) : NO_HITS),
    [result, text, hitsOf],
  );
  /** What Enter opens: what one has chosen, else what was meant without doubt. */
  const selected = chosen ?? sure ?? NONE;

  const show = (card: Card) => {
    setChosen(null);
    setTyped(printedCard(card));
  };

  const take = ({ card, hasRest }: ScannedCard, rest: string) => {
    if (card) show(card);
    else setTyped('');
    setScan(!hasRest ? null : card ? 'read' : 'unreadable');
    scanned.current = card && mayBeBeside(rest) ? { amc: card.amc, beside: rest } : null;
    scanning.drain();
  };

  /** Keys of the card after its number: no more of them is held than a type and a CSR. */
  const takeMore = (added: string) => {
    if (!scanned.current) return;
    const { amc, beside } = scanned.current;
    const more = beside + added;
    const isOver = !mayBeBeside(more);
    scanned.current = isOver ? null : { amc, beside: more };
    if (isOver) show({ amc, ...readBeside(more) });
  };

  const type = (next: string) => {
    load();
    if (scanning.isComing()) return takeMore(next.slice(typed.length));
    if (early.current !== null || (known === null && isScanned(next))) {
      early.current = (early.current ?? '') + next;
      return setTyped('');
    }
    const card = known !== null && isScanned(next) ? readCard(next, known) : null;
    setChosen(null);
    if (card) return take(card, repairDigits(next.trim()).slice(card.card?.amc.length ?? 0));
    setTyped(next);
    setScan(null);
    setUndecided(false);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once the numbers are there
  useEffect(() => {
    const text = early.current;
    if (known === null || text === null) return;
    early.current = null;
    type(text);
  }, [known]);

  const enter = () => {
    if (scanning.isComing()) {
      if (scanned.current) show({ amc: scanned.current.amc, ...readBeside(scanned.current.beside) });
      scanned.current = null;
      return scanning.end();
    }
    const card = readCard(typed, known ?? []);
    if (card?.hasRest && result?.printed === null) return take(card, '');
    const hit = hits[selected];
    if (hit) onOpen(hit, typed);
    else setUndecided(hits.length > 0);
  };

  const onKeyDown = (event: FieldKeyboardEvent<HTMLInputElement>) => {
    const last = hits.length - 1;
    if (isSeparator(event)) type(typed + GROUP_SEPARATOR);
    else if (event.key === 'ArrowDown') setChosen(selected >= last ? 0 : selected + 1);
    else if (event.key === 'ArrowUp') setChosen(selected <= 0 ? last : selected - 1);
    else if (event.key === 'Escape') type('');
    // The key that comes back to the field is none of a name.
    else if (event.key === '/' && typed === '') setChosen(null);
    else if (event.key === 'Enter' && early.current !== null) setChosen(null);
    else if (event.key === 'Enter' && find && typed.trim() !== '') enter();
    else return;
    event.preventDefault();
  };

  return {
    typed,
    text: text.trim(),
    result,
    hits,
    selected,
    isUndecided,
    scan,
    load,
    type,
    setChosen,
    onKeyDown,
  };
};

const NONE = -1;

/** A scanner sends the separator as a control character or as Ctrl+]. */
const isSeparator = ({ key, ctrlKey }: FieldKeyboardEvent) =>
  key === GROUP_SEPARATOR || (ctrlKey && key === ']');

/** The index comes with the first key or focus: the page does not wait for it. */
const useFind = (searchables: readonly Searchable[] | null, onWanted: () => void) => {
  const [indexOf, setIndexOf] = useState<((searchables: readonly Searchable[]) => Find) | null>(null);
  const find = useMemo(() => (searchables && indexOf?.(searchables)) ?? null, [indexOf, searchables]);
  const load = useCallback(() => {
    onWanted();
    import('./search-index').then(
      (module) => setIndexOf(() => module.indexOf),
      // Without a network it is asked for again with the next key.
      () => undefined,
    );
  }, [onWanted]);
  return { find, load };
};
