import type { ReactNode } from 'react';
import type { Precision } from '#server/domain/facts/vocabulary';
import { moment } from '../words/instants';
import { FIRST_RAISED } from '../words/typography';

/** « 1er » with its raised letters, wherever a date is written. */
export const Dated = ({ text }: { text: string }): ReactNode => {
  const [before, ...after] = text.split(/\b1er\b/);
  return after.length === 0 ? (
    text
  ) : (
    <>
      {before}1<sup>{FIRST_RAISED}</sup>
      <Dated text={after.join('1er')} />
    </>
  );
};

type MomentProps = {
  iso: string;
  precision?: Precision | undefined;
  /** How to write it; day, and hour when it is known. */
  as?: (instant: string, precision?: Precision) => string;
};

/** An instant a machine can read and a person too, Paris time, never more precise than what was said. */
export const Moment = ({ iso, precision, as = moment }: MomentProps) => (
  <time dateTime={iso}>
    <Dated text={as(iso, precision)} />
  </time>
);

type Said = { effectiveAt: string; recordedAt: string; precision?: Precision };

const MINUTE = 60_000;
/** A clock may be late by this much; a fact known to the hour or the day by that. */
const SLACK = { minute: 5 * MINUTE, hour: 60 * MINUTE, day: 60 * MINUTE, week: 60 * MINUTE };

/** Whether both instants are worth showing: « coupé depuis lundi », recorded on Friday. */
export const isRecordedLater = ({ effectiveAt, recordedAt, precision = 'minute' }: Said): boolean =>
  +new Date(recordedAt) - +new Date(effectiveAt) >= SLACK[precision];
