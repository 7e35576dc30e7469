import { useEffect, useState } from 'react';
import { longInstant } from '../words/fr/instants';
import { Dated } from './moment';

/** Instants in seconds since 1970, as the form sends them. */
export type Span = { from: number; to: number };

const HOUR = 3_600;
const SETTLED_MS = 300;

type ReplaySliderProps = { at: string; span: Span; onMove: (at: string) => void };

/** Goes through an incident hour by hour; without script, a form. */
export const ReplaySlider = ({ at, span, onMove }: ReplaySliderProps) => {
  const asked = Date.parse(at) / 1000;
  const [seconds, setSeconds] = useState(asked);
  const iso = new Date(seconds * 1000).toISOString();

  useEffect(() => setSeconds(asked), [asked]);
  useEffect(() => {
    if (seconds === asked) return;
    const timer = setTimeout(() => onMove(new Date(seconds * 1000).toISOString()), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [seconds, asked, onMove]);

  return (
    <form className="replay-slider" method="get">
      <label htmlFor="instant" className="small">
        Rejouer l’incident&#8239;:{' '}
        <b>
          <Dated text={longInstant(iso)} />
        </b>{' '}
        (Paris)
      </label>
      <input
        id="instant"
        className="slider"
        type="range"
        name="instant"
        min={span.from}
        max={span.to}
        step={HOUR}
        value={seconds}
        aria-valuetext={`${longInstant(iso)}, heure de Paris`}
        onChange={(event) => setSeconds(Number(event.target.value))}
      />
      <button type="submit" className="button without-script">
        Aller à cet instant
      </button>
    </form>
  );
};
