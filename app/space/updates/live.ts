import { type RefObject, useEffect, useState } from 'react';
import type { Typed } from '../form/typed';

const PAUSE_MS = 700;
const PREVIEW = '/espace/apercu';

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

/**
 * What would be read if this were sent, a moment after each change of what `isBearing` names. Null until asked, and
 * as it was when it cannot be told. Not a fetcher: one that ends while its form is sent would end the sending with
 * what was read before it.
 */
export const useLivePreview = <P>(
  inside: RefObject<HTMLElement>,
  isBearing: (name: string) => boolean,
): P | null => {
  const [preview, setPreview] = useState<P | null>(null);
  useEffect(() => {
    const form = inside.current?.closest('form');
    if (!form) return;
    let pause: ReturnType<typeof setTimeout>;
    let asking = new AbortController();
    const never = () => {
      clearTimeout(pause);
      asking.abort();
    };
    const ask = async () => {
      asking = new AbortController();
      const preview = await askPreview<P>(form, asking.signal);
      if (preview) setPreview(preview);
    };
    const later = ({ target }: Event) => {
      if (!isBearing((target as HTMLInputElement).name)) return;
      never();
      pause = setTimeout(() => void ask(), PAUSE_MS);
    };
    form.addEventListener('change', later);
    form.addEventListener('submit', never);
    return () => {
      never();
      form.removeEventListener('change', later);
      form.removeEventListener('submit', never);
    };
  }, [inside, isBearing]);
  return preview;
};

/** A code serves once: it is left for the sending. */
const askPreview = async <P>(form: HTMLFormElement, signal: AbortSignal): Promise<P | null> => {
  const body = new FormData(form);
  body.delete('code');
  try {
    const response = await fetch(PREVIEW, { method: 'POST', body, signal });
    return ((await response.json()) as { preview: P | null }).preview;
  } catch {
    return null;
  }
};
