import { type AnnouncedReturn, returnsOf } from './announced-returns';
import type { Directory } from './directory';
import type { Evidence } from './evidence';
import { ascending } from './intervals';
import { failuresOf, type MeasuredFailure } from './measured-failures';
import { evidenceFor } from './subject';

/** How soon an operator says what is measured, and how soon what it announces holds. Newest first; medians in minutes. */
export type OperatorRecord = {
  failures: readonly MeasuredFailure[];
  /** Of those declared; null: none was. */
  declaredAfter: number | null;
  returns: readonly AnnouncedReturn[];
  /** Of those confirmed; null: none was. */
  confirmedAfter: number | null;
};

export const operatorRecord = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  period: { from: Date; to: Date },
): OperatorRecord => {
  const relevant = evidenceFor(directory, evidence, { concentrator: null }, { platform });
  const flows = directory.platforms.get(platform)?.flows ?? [];
  const failures = flows
    .flatMap((flow) => failuresOf(directory, relevant, platform, flow, period))
    .sort((a, b) => ascending(b.since, a.since));
  const returns = flows
    .flatMap((flow) => returnsOf(directory, relevant, platform, flow, period))
    .sort((a, b) => ascending(b.announcedAt, a.announcedAt));
  return { failures, declaredAfter: medianDelay(failures), returns, confirmedAfter: medianDelay(returns) };
};

const medianDelay = (some: readonly { delay: number | null }[]): number | null => {
  const sorted = some.flatMap(({ delay }) => (delay === null ? [] : [delay])).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};
