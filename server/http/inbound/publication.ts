import type { z } from 'zod';
import type { AuditEntry } from '#db/audit';
import type { alertPublicationBody } from '#server/contract/connectors';
import { shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { addStep, openIncident } from '../incidents/writing';
import type { Refusal } from '../kit/problems';
import type { Writing } from '../writing/write';

const NO_RETURN: Refusal = {
  kind: 'not-acceptable',
  pointer: '/back',
  detail: 'Un retour dit dans le même souffle n’est que de ce qui était fini avant d’être publié.',
  cure: 'Retirez « back » ; le retour se dit à part, quand l’outil le dit.',
};

const UNTITLED: Refusal = {
  kind: 'not-acceptable',
  pointer: '/title',
  detail: 'Un incident qui s’ouvre a un titre.',
  cure: 'Donnez « title », ou l’incident ouvert que ce point rejoint.',
};

type Publication = z.output<typeof alertPublicationBody>;
type Said = { incident: string; update: string; entries: AuditEntry[] };

/** The steps, in the name of who sends them, by the ways of any other: a tool gave them nothing but their first draft. */
export const publish = async (
  writing: Writing,
  { state, incident, title, update, back }: Publication,
): Promise<Result<Said, Refusal>> => {
  if (back !== null && state !== 'over') return refuse(NO_RETURN);
  // Two words of one instant would say both: what came first is said first.
  const earlier = back === null ? writing : { ...writing, now: shift(writing.now, -1) };
  const first = incident === null ? await open(earlier, title, update) : await add(earlier, incident, update);
  if (!first.ok || back === null) return first;
  const second = await addStep(writing, first.value.incident, back, { at: '/back', action: 'update' });
  if (!second.ok) return second;
  return accept({ ...first.value, entries: [...first.value.entries, ...second.value.entries] });
};

const add = async (writing: Writing, incident: string, update: Publication['update']) => {
  const step = await addStep(writing, incident, update, { at: '/update', action: 'update' });
  if (!step.ok) return step;
  return accept({ incident, update: step.value.update.id, entries: step.value.entries });
};

const open = async (
  writing: Writing,
  title: string | null,
  { by, ...update }: Publication['update'],
): Promise<Result<Said, Refusal>> => {
  if (title === null) return refuse(UNTITLED);
  const platforms = [...new Set(update.statements.map(({ platform }) => platform))];
  const given = { title, cause: null, platforms, update, ...(by === undefined ? {} : { by }) };
  const opened = await openIncident(writing, given);
  if (!opened.ok) return opened;
  const { incident, update: step, entries } = opened.value;
  return accept({ incident: incident.id, update: step?.id ?? '', entries });
};
