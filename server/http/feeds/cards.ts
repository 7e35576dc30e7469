import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { readIncident } from '#db/incidents';
import { readNotice } from '#db/notices';
import { askedId } from '#server/contract/ids';
import { viewIncident } from '#server/domain/incidents/views';
import { answerFor, answerForOperator } from '#server/domain/judgement/answer';
import type { Deps } from '../deps';
import { rememberedIncident } from '../incidents/reading';
import { orRemembered } from '../kit/accidents';
import { stampAnswer } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { repliesInText } from '../kit/replies';
import {
  askRecord,
  instantsQuery,
  questionQuery,
  type ReadContext,
  resolveQuestion,
} from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { unknownId, withNear } from '../kit/suggestions';
import { type Card, drawCard, lengthOf, ROOM, VERIFY_SIZE } from './card-drawing';
import { pictureOf } from './card-picture';
import { answerText, boardText, type CardText, incidentText, noticeText } from './card-texts';

const file = z.string().regex(/^[a-z0-9-]{1,100}\.png$/, 'le nom d’une page suivi de .png est attendu');
const responses = repliesInText('image/png', 'Une image PNG de 1200 × 630');

const routeAt = <P extends z.ZodRawShape, Q extends z.ZodObject>(
  path: string,
  params: P,
  query: Q,
  summary: string,
) => createRoute({ method: 'get', path, summary, request: { params: z.object(params), query }, responses });

const incidentRoute = routeAt('/incidents/{file}', { file }, instantsQuery, 'Un incident en une image');
const noticeRoute = routeAt('/avis/{file}', { file }, instantsQuery, 'Un avis en une image');
const boardRoute = routeAt('/{file}', { file }, instantsQuery, 'Un tableau en une image');
const operatorRoute = routeAt(
  '/{profession}/operateur/{file}',
  { profession: askedId, file },
  questionQuery,
  'La réponse pour un opérateur en une image',
);
const answerRoute = routeAt(
  '/{profession}/{file}',
  { profession: askedId, file },
  questionQuery,
  'La réponse pour une mutuelle en une image',
);

/** Mounted at /cards: the path of a page and `.png`. What is pasted elsewhere shows it, with its instant. */
export const cards = (deps: Deps) => {
  const { words } = deps;
  const professionOf = (given: string) => words.professionOf(given) ?? given;
  const drawn = async (c: Context, { read }: ReadContext, query: Instants, text: CardText) => {
    const svg = drawCard(around(deps, c, read, query, text));
    const picture = await pictureOf(svg);
    stampAnswer(c, svg, read.age);
    c.header('Cache-Control', NEVER_STALE);
    return c.body(picture, 200, { 'Content-Type': 'image/png' }) as Response as Documented;
  };
  const shown = ({ read }: ReadContext, query: Instants) => ({
    words,
    isDoubted: isDoubted(deps, read, query),
  });

  return createRouter()
    .openapi(incidentRoute, async (c) => {
      const query = c.req.valid('query');
      const id = idIn(c.req.valid('param').file);
      const reading = await askRecord(deps, query, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read, known } = reading.value;
      const found = await orRemembered(readIncident(deps.db, id), () =>
        rememberedIncident(read.evidence, id),
      );
      const [incident] = found?.incidents ?? [];
      if (!found || !incident) return refusal(c, withNear(unknownId('incident', id), read));
      const view = viewIncident(known, { ...read.evidence, ...found }, incident, null);
      return drawn(c, reading.value, query, incidentText(shown(reading.value, query), view, read.directory));
    })
    .openapi(noticeRoute, async (c) => {
      const query = c.req.valid('query');
      const id = idIn(c.req.valid('param').file);
      const reading = await askRecord(deps, query, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read } = reading.value;
      const found = await orRemembered(
        readNotice(deps.db, id),
        () => read.evidence.notices.find((each) => each.id === id) ?? null,
      );
      if (!found || found.publishedAt > read.at) return refusal(c, withNear(unknownId('notice', id), read));
      return drawn(c, reading.value, query, noticeText(words, found, read.directory, read.at));
    })
    .openapi(boardRoute, async (c) => {
      const query = c.req.valid('query');
      const asked = await resolveQuestion(deps, professionOf(idIn(c.req.valid('param').file)), query, {});
      if (!asked.ok) return refusal(c, asked.refusal);
      return drawn(c, asked.value, query, boardText(shown(asked.value, query), asked.value));
    })
    .openapi(operatorRoute, async (c) => {
      const query = c.req.valid('query');
      const { profession: given, file } = c.req.valid('param');
      const platform = idIn(file);
      const asked = await resolveQuestion(deps, professionOf(given), query, { platform });
      if (!asked.ok) return refusal(c, asked.refusal);
      const { known, question, read } = asked.value;
      const judged = answerForOperator(known, question, platform);
      const name = read.directory.platforms.get(platform)?.name ?? platform;
      const { plural } = words.professions[question.profession];
      const text = answerText(shown(asked.value, query), { name, plural, judged }, read.directory);
      return drawn(c, asked.value, query, text);
    })
    .openapi(answerRoute, async (c) => {
      const query = c.req.valid('query');
      const { profession: given, file } = c.req.valid('param');
      const mutuelle = idIn(file);
      const asked = await resolveQuestion(deps, professionOf(given), query, { mutuelles: [mutuelle] });
      if (!asked.ok) return refusal(c, asked.refusal);
      const { known, question, read } = asked.value;
      const judged = answerFor(known, question, mutuelle);
      const name = read.directory.mutuelles.get(mutuelle)?.name ?? mutuelle;
      const { plural } = words.professions[question.profession];
      const text = answerText(shown(asked.value, query), { name, plural, judged }, read.directory);
      return drawn(c, asked.value, query, text);
    });
};

/** Past its minute a card is of nothing: not even for want of us is it shown from a cache. */
const NEVER_STALE = 'public, max-age=60, must-revalidate';

const idIn = (name: string): string => name.slice(0, -'.png'.length);

type Instants = z.output<typeof instantsQuery>;
const isPast = ({ at, knownAt }: Instants): boolean => at !== undefined || knownAt !== undefined;

/** What is of now and that nobody confirms, or that is dated by a clock in doubt; a past instant stays what it was. */
const isDoubted = ({ clockDoubt }: Deps, { age }: ReadContext['read'], query: Instants): boolean =>
  !isPast(query) && (age > 0 || clockDoubt() !== null);

/** What every card says around its text: of when, and where to look. */
const around = (deps: Deps, c: Context, read: ReadContext['read'], query: Instants, text: CardText): Card => {
  const { card } = deps.words;
  const { host } = new URL(deps.publicUrl ?? c.req.url);
  const page = c.req.path.replace(/^\/cards/, '').replace(/\.png$/, '');
  const warning = isPast(query) ? card.past(read.at) : isDoubted(deps, read, query) ? card.doubted : null;
  const whole = card.verifyOn(host + page);
  const verify = lengthOf(whole, VERIFY_SIZE) <= ROOM ? whole : card.verifyOn(host);
  return { ...text, instant: card.state(read.at), verify, warning };
};
