import { isUnanswered } from '#db/database';
import { readVerifiedRemarks } from '#db/remarks';
import { backlogOf } from '#server/domain/availability/backlog';
import { shift } from '#server/domain/facts/intervals';
import { AGREEING_PRACTICES, readOnCard } from '#server/domain/facts/remarks';
import { TIME_RULES } from '#server/domain/facts/time-rules';
import { describeAnswer, describeOperator } from '#server/domain/judgement/answer-details';
import { knownElsewhere } from '#server/domain/judgement/board';
import { reachOf, type Subject } from '#server/domain/judgement/subject';
import type { Deps } from '../deps';
import { orRemembered } from '../kit/accidents';
import type { RequestScope } from '../kit/request-scope';
import { answerJson } from './answer-json';

type Given = Pick<Deps, 'db' | 'readModel'>;

/** What a question about one answer reads besides what holds at its instant: as much as is held of now. */
export const LATELY = { lately: TIME_RULES.backlog.lasts, isOverLeftOut: true } as const;

/** The whole answer for a mutuelle (contract `answer`). */
export const mutuelleAnswerJson = async (deps: Given, scope: RequestScope, mutuelle: string) => {
  const { read, known, question } = scope;
  const details = describeAnswer(known, read.evidence, question, mutuelle);
  const backlog = await backlogFor(deps, scope, { mutuelle });
  return {
    ...answerJson(scope, details, { mutuelle }, backlog),
    mutuelle,
    name: read.directory.mutuelles.get(mutuelle)?.name ?? mutuelle,
    knownElsewhere: knownElsewhere(read.directory, mutuelle, question.profession, known.day),
    readOnCard: details.candidates.length > 0 ? null : await cardReading(deps, scope, mutuelle),
  };
};

/** The same for the operator printed on the card (contract `operatorAnswer`). */
export const operatorAnswerJson = async (deps: Given, scope: RequestScope, platform: string) => {
  const { read, known, question } = scope;
  const details = describeOperator(known, read.evidence, question, platform);
  const backlog = await backlogFor(deps, scope, { platform });
  return {
    ...answerJson(scope, details, { platform }, backlog),
    platform,
    name: read.directory.platforms.get(platform)?.name ?? platform,
    someMutuelles: details.someMutuelles,
  };
};

/** Of an outage that began before what was read, all that was said in three months is read; from memory, what is held. */
const backlogFor = async ({ readModel }: Given, { read, question }: RequestScope, subject: Subject) => {
  const { directory, evidence, at, knownAt } = read;
  const times = { at, knownAt };
  const backlog = backlogOf(directory, evidence, question, subject, times, TIME_RULES.backlog.lasts);
  if (backlog) return backlog;
  const reach = TIME_RULES.backlogReach.lasts;
  const platforms = [...reachOf(directory, question, subject)];
  const longer = await orRemembered(
    readModel.read({ at, knownAt, from: shift(at, -reach), platforms, isOverLeftOut: true }),
    () => read,
  );
  return backlogOf(directory, longer.evidence, question, subject, times, reach) ?? [];
};

/** What practices read on its cards; nothing while the database is away, since the answer does not rest on it. */
const cardReading = async ({ db }: Given, { read, question }: RequestScope, mutuelle: string) => {
  const { at, knownAt } = read;
  const about = { mutuelle, profession: question.profession };
  try {
    const remarks = await readVerifiedRemarks(db, { from: at, at, knownAt }, AGREEING_PRACTICES, about);
    return readOnCard(remarks, about, read);
  } catch (error) {
    if (isUnanswered(error)) return null;
    throw error;
  }
};
