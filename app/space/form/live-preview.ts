import { type RefObject, useEffect, useState } from 'react';

const PAUSE_MS = 700;

/**
 * What would be read if the form around an element were sent, asked at `address` a moment after each change of a field
 * that `isBearing` accepts. Null until asked; unchanged when the form cannot be read. Not a Remix fetcher: one that ends
 * during a submission would end the submission with stale data.
 */
export const useLivePreview = <Preview>(
  inside: RefObject<HTMLElement>,
  isBearing: (name: string) => boolean,
  address: string,
): Preview | null => {
  const [preview, setPreview] = useState<Preview | null>(null);
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
      const preview = await askPreview<Preview>(address, form, asking.signal);
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
  }, [inside, isBearing, address]);
  return preview;
};

/** A code serves once: it is left for the sending. */
const askPreview = async <Preview>(
  address: string,
  form: HTMLFormElement,
  signal: AbortSignal,
): Promise<Preview | null> => {
  const body = new FormData(form);
  body.delete('code');
  try {
    const response = await fetch(address, { method: 'POST', body, signal });
    return ((await response.json()) as { preview: Preview | null }).preview;
  } catch {
    return null;
  }
};
