import type { Words } from '#server/contract/words';
import type { Evidence } from '#server/domain/facts/evidence';
import type { Incident } from '#server/domain/facts/incidents';
import { saidAt } from '#server/domain/facts/statements';
import { type Step, stepsOf } from '#server/domain/incidents/updates';
import { escaped } from './escaped';
import type { FeedAsked } from './feed-scope';
import { stepText } from './step-text';

export type FeedEntry = {
  id: string;
  title: string;
  link: string;
  published: Date;
  updated: Date;
  content: string;
  author: { name: string }[];
};
type Told = FeedAsked & {
  stories: Pick<Evidence, 'statements' | 'updates' | 'closings' | 'retractions'>;
  words: Words;
  origin: string;
};

/** An incident as one entry, that each step updates. */
export const incidentEntry = (told: Told, incident: Incident): FeedEntry[] => {
  const steps = heard(told, incident);
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return [];
  const lines = [...steps].reverse().map((step) => paragraphs(lineOf(told, step)));
  return [
    {
      id: `urn:comptoir:incident:${encodeURIComponent(incident.id)}`,
      title: escaped(told.words.incidentIn(incident.title, last.stage)),
      link: linkTo(told, incident),
      published: saidAt(first),
      updated: saidAt(last),
      content: lines.join(''),
      author: [authorOf(told, last)],
    },
  ];
};

/** Each thing said of an incident as an entry of its own, that never changes. */
export const stepEntries = (told: Told, incident: Incident): FeedEntry[] =>
  heard(told, incident).map((step) => ({
    id: `urn:comptoir:update:${encodeURIComponent(incident.id)}:${encodeURIComponent(step.id)}`,
    title: escaped(told.words.incidentIn(incident.title, step.stage)),
    link: linkTo(told, incident),
    published: saidAt(step),
    updated: saidAt(step),
    content: paragraphs(stepText(told.words, told.read.directory, step)),
    author: [authorOf(told, step)],
  }));

const heard = (told: Told, incident: Incident): Step[] =>
  told.isAbout(incident) ? stepsOf(told.stories, incident.id, told.read, told.concerns) : [];

const linkTo = ({ origin }: Told, { id }: Incident): string =>
  `${origin}/incidents/${encodeURIComponent(id)}`;

const authorOf = ({ read }: Told, { by }: Step) => ({
  name: read.directory.organisations.get(by)?.name ?? by,
});

const lineOf = (told: Told, step: Step): string =>
  told.words.saidBy(authorOf(told, step).name, saidAt(step), stepText(told.words, told.read.directory, step));

/** A text as it was typed: whatever looks like a tag is shown, not obeyed. */
const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((each) => `<p>${escaped(each).replaceAll('\n', '<br/>')}</p>`)
    .join('');
