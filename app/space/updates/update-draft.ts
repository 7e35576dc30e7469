import type { Client } from '#server/client';
import type { Fault } from '#server/contract/problem';
import { STAGES } from '#server/domain/facts/vocabulary';
import { chipFaults, updateFaults } from '../../words/space-updates';
import { notBefore } from '../../words/space-writing';
import { BACK, delayed, NEXT } from '../form/delays';
import { clockOf, type Reading } from '../form/readings';
import { textIn } from '../form/typed';
import { typedIn } from '../publish';
import { cellsIn, isReturn, unsaidIn } from './cells';
import { mutuellesIn } from './named-mutuelles';
import { statementDraftsOf } from './statement-drafts';

type Clock = ReturnType<typeof clockOf>;

/** What the form of a step says: a point of an incident, and the state of each flow that changes. */
export const stepIn = async (client: Client, form: FormData, now: Date) => {
  const faults: Fault[] = [];
  const clock = clockOf(form, faults);
  const typed = typedIn(form);
  const cells = cellsIn(typed);
  const unsaid = unsaidIn(typed);
  const back = isReturn(cells) ? NO_RETURN : backIn(form, clock, now);
  const mutuelles = await mutuellesIn(client, form);
  faults.push(
    ...(unsaid ? [{ pointer: '/statements', ...chipFaults[unsaid] }] : []),
    ...(back.ok ? [] : back.faults),
    ...(mutuelles.ok ? [] : mutuelles.faults),
  );
  const effectiveAt = clock('depuis', '/effectiveAt');
  const by = textIn(form, 'au-nom');
  const sourceUrl = textIn(form, 'source');
  const json = {
    ...(effectiveAt === null ? {} : { effectiveAt }),
    ...(by === null ? {} : { by }),
    stage: STAGES.find((stage) => stage === form.get('etape')) ?? null,
    text: withPromise(textIn(form, 'texte'), back.ok ? back.json.sentence : null),
    nextUpdateDue: delayed(textIn(form, NEXT.choice) ?? '', now) ?? clock(NEXT.field, '/nextUpdateDue'),
    expectedBack: back.ok ? back.json.expectedBack : null,
    statements: statementDraftsOf(cells).map((claim) => ({
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

/** What is back has no date of return, whatever an older draft says of one. */
const NO_RETURN: Reading<Back> = { ok: true, json: { expectedBack: null, sentence: null } };

/** « Prévu » is a promise, of all that does not work; « pas avant » promises nothing and goes into the text. */
const backIn = (form: FormData, clock: Clock, now: Date): Reading<Back> => {
  const kind = textIn(form, BACK.choice);
  const soon = delayed(kind ?? '', now);
  if (soon !== null) return { ok: true, json: { expectedBack: soon, sentence: null } };
  if ((kind === null) !== (textIn(form, BACK.field) === null))
    return refused(kind === null ? NO_KIND : NO_DATE);
  const instant = clock(BACK.field, '/expectedBack');
  if (kind !== BACK.atHour)
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
