import { ago, longInstant } from '../words/fr/instants';
import { usePresent } from './freshness';
import { Moment } from './moment';

type PromisedProps = {
  iso: string | null;
  at: string;
  none: string;
  /** How to write the instant. */
  as?: (instant: string) => string;
};

export const isPast = (iso: string | null, at: string): boolean =>
  iso !== null && Date.parse(iso) <= Date.parse(at);

/** What was promised: « vendredi 2 février 2024, 18:00, dépassé (il y a 2 h) » once its hour is over. */
export const Promised = ({ iso, at, none, as = longInstant }: PromisedProps) => {
  const now = usePresent(at);
  return iso === null ? (
    none
  ) : (
    <>
      <Moment iso={iso} as={as} />
      {isPast(iso, now) && (
        <>
          , dépassé<span data-needs-us> ({ago(iso, now)})</span>
        </>
      )}
    </>
  );
};
