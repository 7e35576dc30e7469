import type { Told } from '#server/domain/following/changes';
import {
  incidentSteps,
  maintenanceTold,
  type StorySubject,
  stepsIn,
} from '#server/domain/following/story-states';
import type { IncidentUpdate } from '#server/domain/incidents/updates';
import { type Composed, type Composing, nameOfSpeaker, section } from './section';

type ToldStory = Told & StorySubject;

/** What is told of a notice, a maintenance, an incident or a day of payment; nothing of what is not on record any more. */
export const storySections = (composing: Composing, story: ToldStory): Composed[] =>
  SECTIONS[story.of](composing, story);

const SECTIONS: Record<StorySubject['of'], (composing: Composing, story: ToldStory) => Composed[]> = {
  notice: (composing, { id, after }) => {
    const { read, words, origin } = composing;
    const notice = read.evidence.notices.find((each) => each.id === id);
    if (!notice) return [];
    const turn = after === 'withdrawn' ? 'withdrawn' : notice.corrects === null ? 'published' : 'corrected';
    const topic = `notice ${notice.corrects ?? id}`;
    return [
      section('notice', topic, `${origin}/avis/${encodeURIComponent(id)}`, {
        title: words.delivery.notice(turn, notice.title),
        lines:
          turn === 'withdrawn'
            ? notice.withdrawalReason === null
              ? []
              : [words.typeset(notice.withdrawalReason)]
            : notice.body.split(/\n+/).map(words.typeset),
        saidBy: nameOfSpeaker(composing, notice.by),
        advice: turn === 'withdrawn' || notice.advice === null ? [] : [words.delivery.advice(notice.advice)],
      }),
    ];
  },
  maintenance: (composing, { id }) => {
    const { read, words, origin } = composing;
    const maintenance = read.evidence.maintenances.find((each) => each.id === id);
    if (!maintenance) return [];
    const { platform, flows, from, to, text } = maintenance;
    return [
      section('maintenance', `maintenance ${id}`, `${origin}/maintenances/${encodeURIComponent(id)}`, {
        title: words.delivery.maintenance(maintenanceTold(maintenance, read.at), nameOf(composing, platform)),
        lines: [
          words.delivery.window(from, to),
          words.flowsConcerned(flows),
          ...(text === null ? [] : [words.typeset(text)]),
        ],
        saidBy: nameOfSpeaker(composing, maintenance.by),
      }),
    ];
  },
  incident: (composing, { id, before }) => {
    const { read, known, words, origin } = composing;
    const incident = read.evidence.incidents.find((each) => each.id === id);
    const steps = incidentSteps(known, read.evidence, id);
    const last = steps.at(-1);
    if (!incident || !last) return [];
    const update = read.evidence.updates.find((each) => each.id === last.id);
    const untold = steps.slice(before === null ? -1 : stepsIn(before)).reverse();
    return [
      section('incident', `incident ${id}`, `${origin}/incidents/${encodeURIComponent(id)}`, {
        title: words.incidentIn(incident.title, last.stage),
        lines: untold.flatMap((step) => stepLines(composing, step)),
        saidBy: nameOfSpeaker(composing, last.by),
        nextUpdateDue: update?.nextUpdateDue ?? last.statements[0]?.nextUpdateDue ?? null,
      }),
    ];
  },
  'payment-day': (composing, { id }) => {
    const { read, words, origin } = composing;
    const said = read.evidence.payments.find((each) => each.id === id);
    if (!said) return [];
    const { platform, professions, mutuelles, text } = said;
    const scope = words.paymentScope(
      professions,
      (mutuelles ?? []).map((each) => read.directory.mutuelles.get(each)?.name ?? each),
    );
    return [
      section('payment', `payment ${platform}`, `${origin}/plateformes/${encodeURIComponent(platform)}`, {
        title: words.paymentDays(nameOf(composing, platform), [said]),
        lines: [...(scope === '' ? [] : [scope]), ...(text === null ? [] : [words.typeset(text)])],
        saidBy: nameOfSpeaker(composing, said.by),
      }),
    ];
  },
};

const nameOf = ({ read }: Composing, platform: string): string =>
  read.directory.platforms.get(platform)?.name ?? platform;

const stepLines = (composing: Composing, { text, isClosing, statements }: IncidentUpdate): string[] => {
  const { words } = composing;
  if (text !== null) return text.split(/\n+/).map(words.typeset);
  if (isClosing) return [words.incidentClosed];
  return [
    ...new Set(
      statements.flatMap(({ platform, flows, health }) =>
        flows.map((flow) => words.said(nameOf(composing, platform), flow, health)),
      ),
    ),
  ];
};
