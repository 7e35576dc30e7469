import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import type { Line } from './board-lines';
import { useRestOfScan } from './rest-of-scan';
import { GROUP_SEPARATOR, isScanned, readCard, repairDigits, type ScannedCard } from './scanned-card';
import type { Find, Searchable } from './search-index';

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

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
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
const isSeparator = ({ key, ctrlKey }: KeyboardEvent) => key === GROUP_SEPARATOR || (ctrlKey && key === ']');

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
