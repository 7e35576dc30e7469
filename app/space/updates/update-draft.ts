import type { Client } from '#server/client';
import type { Fault } from '#server/contract/problem';
import {
  type DeclaredHealth,
  type Flow,
  PROFESSIONS,
  type Profession,
  STAGES,
} from '#server/domain/facts/vocabulary';
import { updateFaults } from '../../words/space-updates';
import { notBefore } from '../../words/space-writing';
import { clockOf, type Reading } from '../form/readings';
import { textIn } from '../form/typed';
import { typedIn } from '../publish';
import { type Cell, cellsIn } from './cells';
import { mutuellesIn } from './named-mutuelles';

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

/** What the form of a step says: a point of an incident, and the state of each flow that changes. */
export const stepIn = async (client: Client, form: FormData) => {
  const faults: Fault[] = [];
  const clock = clockOf(form, faults);
  const claims = statementDraftsOf(cellsIn(typedIn(form)));
  const back = backIn(form, clock('retour', '/expectedBack'));
  const mutuelles = await mutuellesIn(client, form);
  faults.push(...(back.ok ? [] : back.faults), ...(mutuelles.ok ? [] : mutuelles.faults));
  const effectiveAt = clock('depuis', '/effectiveAt');
  const by = textIn(form, 'au-nom');
  const sourceUrl = textIn(form, 'source');
  const json = {
    ...(effectiveAt === null ? {} : { effectiveAt }),
    ...(by === null ? {} : { by }),
    stage: STAGES.find((stage) => stage === form.get('etape')) ?? null,
    text: withPromise(textIn(form, 'texte'), back.ok ? back.json.sentence : null),
    nextUpdateDue: clock('point', '/nextUpdateDue'),
    expectedBack: back.ok ? back.json.expectedBack : null,
    statements: claims.map((claim) => ({
      ...claim,
      mutuelles: mutuelles.ok ? mutuelles.json : null,
      sourceUrl,
    })),
  };
  return faults.length > 0 ? ({ ok: false, faults } as const) : ({ ok: true, json } as const);
};

const withPromise = (text: string | null, sentence: string | null): string | null =>
  [text, sentence].filter((each) => each !== null).join(' ') || null;

type Back = { expectedBack: string | null; sentence: string | null };

/** « Prévu » is a promise, of all that does not work; « pas avant » promises nothing and goes into the text. */
const backIn = (form: FormData, instant: string | null): Reading<Back> => {
  const kind = textIn(form, 'sorte');
  if ((kind === null) !== (textIn(form, 'retour') === null))
    return refused(kind === null ? NO_KIND : NO_DATE);
  if (kind !== 'prevu')
    return { ok: true, json: { expectedBack: null, sentence: instant && notBefore(instant) } };
  return { ok: true, json: { expectedBack: instant, sentence: null } };
};

const refused = (said: { detail: string; cure: string }): Reading<Back> => ({
  ok: false,
  faults: [{ pointer: '/expectedBack', ...said }],
});

const NO_KIND = {
  detail: updateFaults.backUnsaid,
  cure: updateFaults.backUnsaidCure,
};
const NO_DATE = {
  detail: updateFaults.backMissing,
  cure: updateFaults.backMissingCure,
};
