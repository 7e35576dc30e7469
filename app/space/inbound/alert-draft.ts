import type { AlertRecord } from '#server/contract/connectors';
import { DECLARED_HEALTHS, STAGES } from '#server/domain/facts/vocabulary';
import { openingWords } from '../../words/space-incidents';
import type { Action } from '../form/actions';
import { faulty, localOf } from '../form/readings';
import { firstSentAt } from '../form/sending';
import { type Typed, textIn } from '../form/typed';
import { CHIPS, type Place, setOf } from '../updates/cells';
import type { StepScope } from '../updates/scope';
import { stepIn } from '../updates/update-draft';

/** What a tool tells, as the form of a step has it: for somebody to mend, and to say. */

type Drafted = Pick<
  AlertRecord,
  'state' | 'places' | 'stage' | 'text' | 'isPublicText' | 'startedAt' | 'endedAt' | 'incident'
>;

/** Every place its words stand for that the form has a cell of: for whom nobody is served, nothing is said. */
export const placesIn = (
  { places }: Pick<AlertRecord, 'places'>,
  platforms: StepScope['platforms'],
): Place[] =>
  places.flatMap(({ platform, flows, professions }) => {
    const { matrix = [] } = platforms.find(({ id }) => id === platform) ?? {};
    const isServed = matrix.some(({ served }) => served);
    const readers = matrix
      .filter(
        ({ profession, served }) => (professions?.includes(profession) ?? true) && (served || !isServed),
      )
      .map(({ profession }) => profession);
    return flows.flatMap((flow) => readers.map((profession) => ({ platform, flow, profession })));
  });

/** The chips say one health of them all: the worst, which whoever reads the draft may lessen. */
const healthIn = ({ state, places }: Drafted): string => {
  if (state === 'returning') return 'operational';
  const ranks = places.map(({ health }) => DECLARED_HEALTHS.indexOf(health));
  return DECLARED_HEALTHS[Math.max(...ranks)] ?? 'down';
};

/** Of a return, when it came; of what is told for the first time, when it began; of more words, now. */
const sinceIn = ({ state, startedAt, endedAt, incident }: Drafted): string | null => {
  if (state === 'returning') return endedAt;
  return incident === null ? startedAt : null;
};

const stageIn = ({ state, stage }: Drafted): string => {
  if (state === 'returning') return 'monitoring';
  return STAGES.find((each) => each === stage && !ENDS.includes(each)) ?? 'investigating';
};
const ENDS: readonly string[] = ['resolved', 'postmortem'];

/** Only what its tool already shows to the public is offered as a text: the words of a monitor name machines. */
export const typedOf = (alert: Drafted, places: readonly Place[]): Typed => {
  const since = sinceIn(alert);
  return {
    [CHIPS.health]: [healthIn(alert)],
    [CHIPS.set]: [setOf(places)],
    etape: [stageIn(alert)],
    ...(since === null ? {} : { depuis: [localOf(since)] }),
    ...(alert.isPublicText && alert.text !== null ? { texte: [alert.text] } : {}),
  };
};

export const alertDraft = (id: string): string => `alerte-${id}`;

/** Says it, in the name of who sends it: in the incident that was chosen, or in a new one; what is over with its return. */
export const publishAlert: Action = async ({ client, headers, form, now, params, field }) => {
  const step = await stepIn(client, form, firstSentAt(form, now));
  if (!step.ok) return faulty(step.faults);
  const update = step.json;
  const state = field('etat') as 'waiting' | 'over' | 'returning';
  const end = textIn(form, 'fin');
  const incident = textIn(form, 'incident');
  const json = {
    state,
    incident,
    title: incident === null ? (textIn(form, 'titre') ?? openingWords.untitled(update.statements)) : null,
    update,
    back: state === 'over' && end !== null ? returnOf(update, end) : null,
  };
  const param = { id: params.id ?? '' };
  return client.api.v1.alerts[':id'].publication.$post({ param, json }, { headers });
};

type Step = Extract<Awaited<ReturnType<typeof stepIn>>, { ok: true }>['json'];

/** The same places, back at the end that the tool tells. */
const returnOf = ({ by, statements }: Step, effectiveAt: string) => ({
  ...(by === undefined ? {} : { by }),
  effectiveAt,
  stage: 'resolved' as const,
  statements: statements.map((each) => ({ ...each, health: 'operational' as const })),
});
