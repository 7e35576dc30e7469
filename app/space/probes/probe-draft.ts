import type { Client } from '#server/client';
import type { ProbeStep } from '#server/contract/probe-steps';
import type { ProbeApproval, ProbeTrial } from '#server/contract/probes';
import { ask } from '../../client/ask';
import type { Action, Submission } from '../form/actions';
import { textIn } from '../form/typed';
import { typedIn } from '../publish';
import { deskOnly, readyFor, type Writer } from '../writer';
import type { TypedTrial } from './probe-form';

/** Shared by the desk's pages of probes. */
export const readAims = async (writer: Writer, client: Client, now: Date) => {
  deskOnly(writer);
  const { body } = await ask(client.api.v1.platforms.$get({ query: {} }));
  const platforms = body.platforms
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { platforms, ready: readyFor(writer, now) };
};

/** Who answers for each source, by its id. */
export const readApprovals = async (client: Client): Promise<Record<string, ProbeApproval>> => {
  const { body } = await ask(client.api.v1['probe-approvals'].$get());
  return Object.fromEntries(body.approvals.map((each) => [each.id, each]));
};

/** The form of a probe as our API takes it; what is not a number is sent as typed, to be refused. */
export const probeIn = (form: FormData) => ({
  name: textIn(form, 'nom') ?? '',
  intervalSeconds: numberIn(form, 'intervalle') as number,
  timeoutMs: (numberIn(form, 'patience') ?? undefined) as number | undefined,
  steps: stepsIn(form),
});

/** Asks for what is typed to be tried, once, before anything is kept of it. */
export const tryTyped: Action = ({ client, form }) => {
  const { timeoutMs, steps } = probeIn(form);
  return client.api.v1['probe-trials'].$post({ json: { timeoutMs, steps } });
};

/** What a page shows of it: the result, and the form as it was. */
export const typedTrialOf = ({ body, form }: Pick<Submission, 'form'> & { body: unknown }): TypedTrial => ({
  trial: body as ProbeTrial,
  typed: typedIn(form),
});

const numberIn = (form: FormData, name: string): number | string | null => {
  const typed = textIn(form, name);
  if (typed === null) return null;
  const plain = typed.replaceAll(/\s/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : typed;
};

/** In the order of the form; a place without a kind is no step. */
const stepsIn = (form: FormData): ProbeStep[] =>
  [...form.keys()]
    .flatMap((key) => /^sorte-(\d+)$/.exec(key)?.[1] ?? [])
    .flatMap((index) => {
      const kind = textIn(form, `sorte-${index}`);
      return kind === null ? [] : [stepIn(form, kind, index) as ProbeStep];
    });

const stepIn = (form: FormData, kind: string, index: string): object => {
  const text = (name: string) => textIn(form, `${name}-${index}`);
  const address = text('adresse') ?? '';
  switch (kind) {
    case 'http': {
      return {
        kind,
        url: address,
        text: text('texte'),
        atMostMs: numberIn(form, `duree-${index}`),
        status: (text('statuts') ?? '200').split(/[\s,;]+/).map(Number),
        header: headerIn(text('entete')),
      };
    }
    case 'dns':
      return { kind, name: address, type: text('type') ?? 'A', expected: text('valeur') };
    case 'tls':
      return { kind, ...placeIn(address, 443), daysLeft: numberIn(form, `jours-${index}`) ?? 14 };
    default:
      return { kind, ...placeIn(address, null) };
  }
};

/** « name: what it holds », « name = its very value ». */
const headerIn = (typed: string | null): object | null => {
  if (typed === null) return null;
  const [, name = typed, sign, value = ''] = /^([^:=]*)([:=])(.*)$/s.exec(typed) ?? [];
  return { name: name.trim(), match: sign === '=' ? 'equals' : 'contains', value: value.trim() };
};

/** « host:port »; the usual port where none is written. */
const placeIn = (address: string, usual: number | null): { host: string; port: number | null } => {
  const [, host = address, port] = /^(.*):(\d{1,5})$/.exec(address) ?? [];
  return { host, port: port === undefined ? usual : Number(port) };
};
