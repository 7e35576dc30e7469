import type { Directory } from '../facts/directory';
import { earliest, latest } from '../facts/intervals';
import type { Maintenance } from '../facts/maintenances';
import type { Asked } from '../facts/recorded';
import type { Flow, Profession } from '../facts/vocabulary';
import { hasStanding } from '../speakers/scope';
import type { ExcludedPeriod } from './damping';

/** Whether what is measured during a window does not count; mutuelles' own say nothing of the platform for others. */
export const isFrozenBy = (
  directory: Directory,
  window: Maintenance,
  flow: Flow,
  profession: Profession,
): boolean => {
  const author = directory.organisations.get(window.by);
  return (
    window.flows.includes(flow) &&
    (window.professions === null || window.professions.includes(profession)) &&
    author !== undefined &&
    hasStanding(author, window.platform, profession, null)
  );
};

/** Until it ends or was cancelled; cancelled before it began, it froze nothing. */
export const freezeOf = ({ from, to, cancelledAt }: Maintenance, { at, knownAt }: Asked): ExcludedPeriod => {
  const isCancelled = cancelledAt !== null && cancelledAt <= at && cancelledAt <= knownAt;
  return { from, to: isCancelled ? (latest([from, earliest([to, cancelledAt])]) ?? from) : to };
};
