import {
  type DeclaredHealth,
  type Flow,
  PROFESSIONS,
  type Profession,
} from '#server/domain/facts/vocabulary';
import type { Cell } from './cells';

/** The state of some flows for some professions, as our API takes it. */
export type StatementDraft = {
  platform: string;
  health: DeclaredHealth;
  flows: Flow[];
  professions: Profession[] | 'all';
};

/** The fewest words that say a grid: the flows of a platform in one state for the same professions are one claim. */
export const statementDraftsOf = (cells: readonly Cell[]): StatementDraft[] => {
  const rows = new Map<string, { cell: Cell; professions: Set<Profession> }>();
  for (const cell of cells) {
    const key = `${cell.platform} ${cell.health} ${cell.flow}`;
    const row = rows.get(key) ?? { cell, professions: new Set() };
    rows.set(key, { cell, professions: row.professions.add(cell.profession) });
  }
  const claims = new Map<string, StatementDraft>();
  for (const { cell, professions } of rows.values()) {
    const { platform, health, flow } = cell;
    const readers = PROFESSIONS.filter((each) => professions.has(each));
    const key = `${platform} ${health} ${readers}`;
    const claim = claims.get(key);
    if (claim) claim.flows.push(flow);
    else claims.set(key, { platform, health, flows: [flow], professions: audienceOf(readers) });
  }
  return [...claims.values()];
};

const audienceOf = (readers: Profession[]): Profession[] | 'all' =>
  readers.length === PROFESSIONS.length ? 'all' : readers;
