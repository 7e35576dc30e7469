import { useFetcher, useLocation } from '@remix-run/react';
import { type RefObject, useEffect, useState } from 'react';
import type { Typed } from './typed';

/** The gesture of a preview asked while one types: it keeps nothing, spends no code, shows no refusal. */
export const LIVE = 'apercu-direct';

const PAUSE_MS = 700;

const readForm = (form: HTMLFormElement): Typed => {
  const typed: Typed = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') typed[name] = [...(typed[name] ?? []), value];
  return typed;
};

/** What the form around an element holds now; what it held at first where no script runs. */
export const useLive = (inside: RefObject<HTMLElement>, first: Typed): Typed => {
  const [live, setLive] = useState(first);
  useEffect(() => {
    const form = inside.current?.closest('form');
    if (!form) return;
    const read = () => setLive(readForm(form));
    read();
    form.addEventListener('change', read);
    return () => form.removeEventListener('change', read);
  }, [inside]);
  return live;
};

/** What would be read if this were sent, a moment after each change of what `isBearing` names. Null until asked. */
export const useLivePreview = <P>(
  inside: RefObject<HTMLElement>,
  isBearing: (name: string) => boolean,
): P | null => {
  const { submit, data } = useFetcher<{ preview: P | null }>();
  const { pathname, search } = useLocation();
  useEffect(() => {
    const form = inside.current?.closest('form');
    if (!form) return;
    let pause: ReturnType<typeof setTimeout>;
    const ask = () => {
      const asked = new FormData(form);
      asked.delete('code');
      asked.set('geste', LIVE);
      submit(asked, { method: 'post', action: pathname + search });
    };
    const later = ({ target }: Event) => {
      if (!isBearing((target as HTMLInputElement).name)) return;
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE_MS);
    };
    form.addEventListener('change', later);
    return () => {
      clearTimeout(pause);
      form.removeEventListener('change', later);
    };
  }, [inside, isBearing, submit, pathname, search]);
  return data?.preview ?? null;
};
