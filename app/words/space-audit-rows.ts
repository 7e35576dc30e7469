import type { AuditRow } from '#server/contract/accounts';
import type { Channel, DeclaredHealth, Flow, Profession } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { fullDay, fullMoment } from './instants';
import { deliveriesWords } from './space-deliveries';
import { restrictionWords, saidSentence } from './space-second-person';
import { capital, fr, listed, lowered, typeset } from './typography';

/** What a row of the journal is about, in words, from the contents that the row keeps. */

type Names = (id: string) => string;
type Content = Readonly<Record<string, unknown>>;
type Telling = (content: Content, nameOf: Names) => string | null;

const textOf = (content: Content, field: string): string | null => {
  const value = content[field];
  return typeof value === 'string' && value !== '' ? value : null;
};
const named = (content: Content, field: string, nameOf: Names): string =>
  typeset(nameOf(textOf(content, field) ?? ''));
/** Nothing where no day is given. */
const on = (content: Content, field: string, before: string): string => {
  const day = textOf(content, field);
  return day === null ? '' : before + fullDay(day);
};

const wordOf: Telling = (content, nameOf) => {
  const { flows, professions, health } = content as {
    flows?: readonly Flow[];
    professions?: readonly Profession[] | null;
    health?: Exclude<DeclaredHealth, 'unknown'>;
  };
  if (!flows || !health) return null;
  const said = saidSentence({ flows, professions: professions ?? null, health });
  return fr`${named(content, 'platform', nameOf)}, ${lowered(said)}`;
};

const windowOf: Telling = (content, nameOf) => {
  const flows = (content.flows ?? []) as readonly Flow[];
  const [from, to] = [textOf(content, 'from'), textOf(content, 'to')];
  if (from === null || to === null) return null;
  const what = listed(flows.map((flow) => flowWords[flow].inList));
  return fr`${named(content, 'platform', nameOf)}, ${what}, du ${fullMoment(from)} au ${fullMoment(to)}`;
};

const title: Telling = (content) => textOf(content, 'title');
const name: Telling = (content) => textOf(content, 'name');

const TELLINGS: Readonly<Record<string, Telling>> = {
  statement: wordOf,
  incident: title,
  notice: title,
  incidentUpdate: (content) => textOf(content, 'text'),
  closing: (content) => textOf(content, 'note'),
  retraction: (content) => textOf(content, 'reason'),
  confirmation: (content, nameOf) => named(content, 'by', nameOf),
  maintenance: windowOf,
  convention: (content, nameOf) =>
    fr`${named(content, 'mutuelle', nameOf)} chez ${named(content, 'platform', nameOf)}${on(content, 'from', ', depuis le ')}`,
  paymentDay: (content, nameOf) => fr`${named(content, 'platform', nameOf)}${on(content, 'day', ', le ')}`,
  platform: name,
  mutuelle: name,
  organisation: name,
  probe: name,
  api_key: name,
  connector: name,
  delivery: (content) => {
    const channel = content.channel as Channel | undefined;
    return channel ? deliveriesWords.what({ channel, host: null }) : null;
  },
  tool_alert: (content) => textOf(content, 'note'),
  passkey: name,
  sign_in_provider: name,
  account: (content) => textOf(content, 'name') ?? textOf(content, 'email'),
  invitation: (content) => textOf(content, 'email'),
  directory_source: (content) => textOf(content, 'address') ?? textOf(content, 'url'),
  restriction: (content) => {
    const action = content.action as keyof typeof restrictionWords | undefined;
    return action ? (restrictionWords[action] ?? null) : null;
  },
};

/** Null: its contents say nothing that reads as a sentence, and the raw row is all there is. */
export const rowSentence = (
  { noun, before, after }: Pick<AuditRow, 'noun' | 'before' | 'after'>,
  nameOf: Names,
) => {
  const telling = Object.hasOwn(TELLINGS, noun) ? TELLINGS[noun] : undefined;
  for (const content of [after, before]) {
    if (!telling || content === null || typeof content !== 'object') continue;
    const said = telling(content as Content, nameOf);
    if (said) return typeset(capital(said));
  }
  return null;
};

/** Made for machines: a number drawn at random, a digest, or a key of several parts. */
export const isOpaque = (id: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id) || /^[[{]/.test(id) || id.length > 60;
