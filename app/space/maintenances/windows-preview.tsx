import { useRef } from 'react';
import { WindowSpan } from '../../maintenances/maintenance-item';
import { Dated } from '../../ui/moment';
import { time } from '../../words/instants';
import { windowsPreviewWords } from '../../words/space-maintenances';
import { COLON, capital, typeset } from '../../words/typography';
import { useLivePreview } from '../form/live-preview';
import type { WindowsShown } from './typed-windows';

const BEARING = /^(de|a|repete|fois|regle)$/;
const isBearing = (name: string): boolean => BEARING.test(name);

/** « Ce qui sera annoncé »: asked by a button, and as one types where there is script. */
export const WindowsPreview = ({ shown }: { shown: WindowsShown | null }) => {
  const inside = useRef<HTMLElement>(null);
  const live = useLivePreview<WindowsShown>(inside, isBearing, '/espace/maintenances/apercu') ?? shown;
  return (
    <section aria-labelledby="apercu" ref={inside}>
      <h2 id="apercu" className="legend-like">
        {windowsPreviewWords.title}
      </h2>
      <div role="status">
        {live === null && <p className="hint">{windowsPreviewWords.lead}</p>}
        {live?.kind === 'refused' && (
          <p className="fault">
            {typeset(capital(live.detail))} {typeset(capital(live.cure))}
          </p>
        )}
        {live?.kind === 'windows' && <Windows {...live} />}
      </div>
    </section>
  );
};

type Shown = Extract<WindowsShown, { kind: 'windows' }>;

const Windows = ({ windows, total, next, heldHour }: Shown) => {
  const hour = heldHour ?? (windows[0] ? time(windows[0].from) : '');
  return (
    <>
      <p>{windowsPreviewWords.count(total)}</p>
      <ol className="plain-list">
        {windows.map((window, index) => (
          <li key={window.from}>
            <WindowSpan from={window.from} to={window.to} />
            <Changed
              {...window}
              clockChange={index === 0 && heldHour !== null ? 'begins-later' : window.clockChange}
              hour={hour}
            />
          </li>
        ))}
      </ol>
      {next !== null && (
        <p className="warn">
          <Dated text={windowsPreviewWords.next(next)} />
        </p>
      )}
    </>
  );
};

/** What clocks make of a window. `hour`: at which it would have begun. */
const Changed = ({ from, to, clockChange, hour }: Shown['windows'][number] & { hour: string }) => {
  if (clockChange === null) return null;
  const { beginsLater, endsOtherwise } = windowsPreviewWords;
  return (
    <>
      {COLON}
      <b>{clockChange === 'begins-later' ? beginsLater(hour, time(from)) : endsOtherwise(time(to))}</b>
    </>
  );
};
