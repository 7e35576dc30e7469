import { answerOfKey } from '#server/domain/following/answer-states';
import { PRIORITY, type Told } from '#server/domain/following/changes';
import { storyOfKey } from '#server/domain/following/story-states';
import { answerSections } from './answer-sections';
import type { Message } from './message';
import type { Composing } from './section';
import { storySections } from './story-sections';

/** What is told at once to whom this concerns, as it is judged now, the most pressing first. */
export const composed = (composing: Composing, told: readonly Told[]): Omit<Message, 'id'> => {
  const answers = told.flatMap((each) => {
    const subject = answerOfKey(each.subject);
    return subject ? [{ ...each, ...subject }] : [];
  });
  const stories = told.flatMap((each) => {
    const story = storyOfKey(each.subject);
    return story ? [{ ...each, ...story }] : [];
  });
  const sections = [
    ...answerSections(composing, answers),
    ...stories.flatMap((story) => storySections(composing, story)),
  ].sort((a, b) => PRIORITY[a.kind] - PRIORITY[b.kind]);
  const [first] = sections;
  const title = first?.title ?? '';
  return {
    topic: first?.topic ?? '',
    subject: sections.length > 1 ? composing.words.delivery.andMore(title, sections.length - 1) : title,
    at: composing.read.at,
    sections: sections.map(({ topic: _, ...section }) => section),
    url: first?.url ?? composing.origin,
  };
};
