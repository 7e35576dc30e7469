import type { Directory, Platform } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import { type Maintenance, maintenanceState } from '#server/domain/facts/maintenances';
import { type Notice, noticeState, validUntil } from '#server/domain/facts/notices';
import { worstOf } from '#server/domain/judgement/board';
import type { Known } from '#server/domain/judgement/known-facts';

type PlatformLine = ReturnType<typeof judgedLine>;

/** By the evidence the judgement rests on, one object as long as nothing turns: a list of platforms judges thousands. */
const judged = new WeakMap<Evidence, Map<string, PlatformLine>>();

/** A platform in a list, with the worst of its state. `known` is drawn from `evidence`. */
export const platformLine = (known: Known, evidence: Evidence, platform: Platform): PlatformLine => {
  const lines = judged.get(evidence) ?? new Map<string, PlatformLine>();
  judged.set(evidence, lines);
  const line = lines.get(platform.id) ?? judgedLine(known, platform);
  lines.set(platform.id, line);
  return line;
};

const judgedLine = (known: Known, platform: Platform) => {
  const { id, name, kind, website, professionalPortal, professions } = platform;
  const { shown, flows } = worstOf(known, id);
  const { health, basis } = shown ?? { health: 'operational' as const, basis: 'presumed' as const };
  return { id, name, kind, website, professionalPortal, professions, health, basis, flows };
};

/** A window as it crosses the wire, in its state at `at`. */
export const maintenanceJson = (
  directory: Directory,
  maintenance: Omit<Maintenance, 'storedAt'> & { storedAt?: Date },
  at: Date,
) => {
  const { storedAt: _, ...rest } = maintenance;
  return {
    ...rest,
    name: directory.organisations.get(maintenance.by)?.name ?? maintenance.by,
    flows: maintenance.flows,
    professions: maintenance.professions,
    cancelledAt: maintenance.cancelledAt && maintenance.cancelledAt <= at ? maintenance.cancelledAt : null,
    state: maintenanceState(maintenance, at),
  };
};

type Correction = Pick<Notice, 'id' | 'corrects' | 'publishedAt'>;

/** A notice as it crosses the wire, in its state at `at`. `others`: among which the one that corrects it is looked for. */
export const noticeJson = (
  directory: Directory,
  notice: Notice,
  at: Date,
  others: readonly Correction[] = [],
) => {
  const author = directory.organisations.get(notice.by);
  const { storedAt: _, ...rest } = notice;
  return {
    ...rest,
    name: author?.name ?? notice.by,
    kind: author?.kind ?? ('union' as const),
    validUntil: validUntil(notice),
    withdrawnAt: notice.withdrawnAt && notice.withdrawnAt <= at ? notice.withdrawnAt : null,
    state: noticeState(notice, at),
    professions: notice.professions,
    platforms: notice.platforms,
    correctedBy:
      others.find(({ corrects, publishedAt }) => corrects === notice.id && publishedAt <= at)?.id ?? null,
  };
};
