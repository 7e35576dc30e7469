import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import type { Client } from '#server/client';
import type { SessionRecord } from '#server/contract/accounts';
import type { Problem } from '#server/contract/problem';
import { ask } from '../client/ask';
import { notForYou, outOfScopeWords } from '../words/space-organisations';
import type { Ready } from './form/sending';

/** Somebody signed in, as the pages of the writers' space know it. */
export type Writer = SessionRecord & {
  account: NonNullable<SessionRecord['account']>;
  organisation: NonNullable<SessionRecord['organisation']>;
};

const isWriter = (session: SessionRecord): session is Writer => session.state === 'signed-in';

const hereOf = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
};

const MARGIN_MS = 30_000;

/** The same of the password typed again, which a change of factor asks for. */
export const isPasswordAsked = (
  { passwordUntil }: Pick<SessionRecord, 'passwordUntil'>,
  now: Date,
): boolean => passwordUntil === null || Date.parse(passwordUntil) < +now + MARGIN_MS;

/** Publishing asks for a factor shown within five minutes: whether this form must ask for it, time to fill it kept. */
export const isCodeAsked = ({ steppedUpUntil }: Pick<Writer, 'steppedUpUntil'>, now: Date): boolean =>
  steppedUpUntil === null || Date.parse(steppedUpUntil) < +now + MARGIN_MS;

/**
 * Reads a page of the space for whoever is signed in; others are sent to sign in and come back. Null after a form
 * was sent by a session that is over: the page then shows what was typed, and how to sign in again.
 */
export const spaceLoader = async <T>(
  { request, context }: LoaderFunctionArgs,
  load: (writer: Writer, client: Client) => Promise<T>,
): Promise<T | null> => {
  const { body: session } = await ask(context.client.api.v1.session.$get());
  if (isWriter(session)) return load(session, context.client);
  if (context.isAnswering) return null;
  if (session.needs === 'enrolment') throw redirect('/espace/second-facteur');
  const next = new URLSearchParams({ retour: hereOf(request) });
  if (session.needs === 'password') throw redirect(`/espace/mot-de-passe?${next}`);
  throw redirect(`/espace/connexion${session.needs === 'code' ? '/code' : ''}?${next}`);
};

/** What a page is given to send a form once, however often it is sent. */
export const readyFor = (writer: Writer, now: Date): Ready => ({
  key: crypto.randomUUID(),
  isCodeAsked: isCodeAsked(writer, now),
});

/** Our own pages, and nothing that a header or a log line would end at. */
const OWN = /^\/espace(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/;

/** Where to go back after signing in: our own pages only. */
export const returnOf = (address: string | null): string =>
  address && OWN.test(address) ? address : '/espace';

/** A page that is not for whoever reads it: thrown, and explained as any problem is. `whose`: whom it is for. */
export const outOfScope = ({ organisation }: Writer, whose = outOfScopeWords.desk): Response => {
  const problem: Problem = {
    type: 'urn:comptoir:problem:out-of-scope',
    title: outOfScopeWords.title,
    status: 403,
    detail: notForYou(organisation),
    cure: outOfScopeWords.cure(whose),
  };
  return Response.json(problem, { status: 403 });
};

export const isDesk = ({ organisation }: Writer): boolean => organisation.kind === 'desk';

/** The desk's own pages. */
export const deskOnly = (writer: Writer): void => {
  if (!isDesk(writer)) throw outOfScope(writer);
};

/** The desk, and mutuelles that speak of themselves. */
export const keepersOnly = (writer: Writer): void => {
  const { kind } = writer.organisation;
  if (kind !== 'desk' && kind !== 'mutuelle') throw outOfScope(writer, outOfScopeWords.keepers);
};
