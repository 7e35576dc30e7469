import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Card } from '../board/scanned-card';
import type { Seeing } from '../words/scanner';
import { type Camera, isDark, openCamera, pointsOf } from './camera';

/** Between two looks, so that the telephone stays cool. */
const LOOK_MS = 120;

/** The reader comes with the first tap; without a network it is asked for again by the next. */
const loadReader = async () => {
  const reader = await import('./card-in-picture');
  await reader.prepareReader({ url: wasmUrl });
  return reader;
};

type ScanningParts = {
  video: RefObject<HTMLVideoElement>;
  known: readonly string[];
  onCard: (card: Card) => void;
};

/** The camera, open from a tap until a card is read, it is closed, or one leaves. Nothing of a picture is kept. */
export const useScanning = ({ video, known, onCard }: ScanningParts) => {
  const [seeing, setSeeing] = useState<Seeing>('idle');
  const [camera, setCamera] = useState<Camera | null>(null);
  const open = useRef<Camera | null>(null);
  const isOpening = useRef(false);
  const isGone = useRef(false);

  const close = useCallback(() => {
    open.current?.close();
    open.current = null;
    setCamera(null);
    setSeeing('idle');
  }, []);
  useEffect(() => {
    isGone.current = false;
    // Another tab, another application, another page: nobody looks at what it sees.
    const leave = () => {
      if (document.hidden && open.current) close();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      isGone.current = true;
      document.removeEventListener('visibilitychange', leave);
      open.current?.close();
      open.current = null;
    };
  }, [close]);

  const found = (card: Card) => {
    close();
    setSeeing('found');
    onCard(card);
  };

  const begin = async () => {
    // A second tap, while the browser asks its question, would open a camera that nothing closes.
    if (isOpening.current || open.current) return;
    isOpening.current = true;
    setSeeing('opening');
    const [reading, opened] = await Promise.all([loadReader().catch(() => null), openCamera()]);
    isOpening.current = false;
    if (typeof opened === 'string') return setSeeing(opened);
    if (isGone.current || document.hidden || reading === null) {
      opened.close();
      return setSeeing(reading === null ? 'broken' : 'idle');
    }
    open.current = opened;
    setCamera(opened);
    setSeeing('looking');
    const { cardInPicture, TURNS } = reading;
    // A hand moves little between two looks: one way to hold a card at a time.
    for (let look = 0; open.current === opened; look += 1) {
      const points =
        video.current && pointsOf(video.current, video.current.videoWidth, video.current.videoHeight);
      const picture = points && (await cardInPicture(points, known, [TURNS[look % TURNS.length] ?? 0]));
      if (open.current !== opened) return;
      if (picture?.kind === 'card') return found(picture.card);
      if (points && picture)
        setSeeing(picture.kind !== 'none' ? picture.kind : isDark(points) ? 'dark' : 'looking');
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };

  /** The same of a photograph, where there is no camera. */
  const readPhoto = async (file: File) => {
    close();
    setSeeing('opening');
    const reading = await loadReader().catch(() => null);
    if (reading === null) return setSeeing('broken');
    const image = await createImageBitmap(file).catch(() => null);
    const points = image && pointsOf(image, image.width, image.height);
    if (!points) return setSeeing('none');
    const picture = await reading.cardInPicture(points, known);
    if (picture.kind === 'card') return found(picture.card);
    setSeeing(picture.kind === 'none' && isDark(points) ? 'dark' : picture.kind);
  };

  return { seeing, camera, begin, close, readPhoto };
};
