import type { Precision } from '#server/domain/facts/vocabulary';

type Said = { effectiveAt: string; recordedAt: string; precision?: Precision };

const MINUTE = 60_000;
/** A clock may be late by this much; a fact known to the hour or the day by that. */
const SLACK = { minute: 5 * MINUTE, hour: 60 * MINUTE, day: 60 * MINUTE, week: 60 * MINUTE };

/** « Coupé depuis lundi », said on Friday: both are told. */
export const isToldLater = ({ effectiveAt, recordedAt, precision = 'minute' }: Said): boolean =>
  +new Date(recordedAt) - +new Date(effectiveAt) >= SLACK[precision];
