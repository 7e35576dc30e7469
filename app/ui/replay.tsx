import { Link } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { Profession } from '#server/domain/facts/vocabulary';
import { replayWords } from '../words/frame';
import { IN_PARIS, longInstant } from '../words/instants';
import { Dated } from './moment';
import { pathsAt } from './paths';

/** `now`: the same page, of now. Going to another time is going to another document: nothing of this one follows. */
export const ReplayBanner = ({ at, now }: { at: string; now: string }) => (
  <section className="replay" aria-label={replayWords.replay}>
    <p>
      <b>{replayWords.head}</b>
      {replayWords.before}
      <time dateTime={at}>
        <Dated text={longInstant(at)} />
      </time>
      {replayWords.after}{' '}
      <Link to={now} reloadDocument>
        {replayWords.now}
      </Link>
    </p>
  </section>
);

/** The incident behind this product, at its worst for opticians. */
const FEBRUARY_2024 = '2024-02-02T12:00:00+01:00';

export const ReplayInvitation = ({ profession }: { profession: Profession }) => (
  <Link to={pathsAt(FEBRUARY_2024).board(profession)} reloadDocument data-needs-us>
    {replayWords.invitation}
  </Link>
);

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
        {replayWords.incident}
        <b>
          <Dated text={longInstant(iso)} />
        </b>
        {IN_PARIS}
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
        aria-valuetext={replayWords.inParis(longInstant(iso))}
        onChange={(event) => setSeconds(Number(event.target.value))}
      />
      <button type="submit" className="button without-script">
        {replayWords.go}
      </button>
    </form>
  );
};
