import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { ProbeTrial } from '#server/contract/probes';
import type { Flow } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { spaceTitle } from '../../words/space-form';
import { probesWords } from '../../words/space-probes';
import type { Actions } from '../form/actions';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { ticksIn } from '../form/typed';
import { spaceLoader } from '../writer';
import { readAims, readApprovals } from './probe-draft';
import { ProbesPage } from './probes.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

/** What the desk does with the probes of its list. */
const PROBE_ACTIONS: Actions = {
  activer: ({ client, field }) => client.api.v1.probes[':id'].enabling.$post({ param: { id: field('id') } }),
  arreter: ({ client, field }) => client.api.v1.probes[':id'].disabling.$post({ param: { id: field('id') } }),
  essayer: ({ client, field }) => client.api.v1.probes[':id'].trial.$post({ param: { id: field('id') } }),
  mesurer: ({ client, headers, form }) =>
    client.api.v1.probes.enabling.$post({ json: { probes: ticksIn(form, 'sonde') } }, { headers }),
  'ne-plus-mesurer': ({ client, headers, form }) =>
    client.api.v1.probes.disabling.$post({ json: { probes: ticksIn(form, 'sonde') } }, { headers }),
  battement: ({ client, field }) =>
    client.api.v1.probes.$post({
      json: {
        platform: field('plateforme'),
        flow: field('echange') as Flow,
        kind: 'heartbeat',
        name: field('nom'),
        intervalSeconds: Number(field('intervalle') || 300),
      },
    }),
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { platforms, ready } = await readAims(writer, client, args.context.now);
    const [{ body }, approvals] = await Promise.all([
      ask(client.api.v1.probes.$get()),
      readApprovals(client),
    ]);
    return { ...body, approvals, platforms, isCodeAsked: ready.isCodeAsked };
  });

type Shown = { address: string } | { tried: { id: string; trial: ProbeTrial } };

export const action = spaceAction<{ address?: string | null } & Partial<ProbeTrial>, Shown>({
  actions: PROBE_ACTIONS,
  done: ({ body, action, field }) => {
    if (body.address) return { address: body.address };
    return action === 'essayer' ? { tried: { id: field('id'), trial: body as ProbeTrial } } : null;
  },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(probesWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(read, { shown, ...answered }) => {
      const address = shown && 'address' in shown ? shown.address : null;
      const trial = shown && 'tried' in shown ? shown.tried : null;
      const name = read.probes.find(({ id }) => id === trial?.id)?.name ?? '';
      const tried = trial && { name, trial: trial.trial };
      return <ProbesPage {...read} {...answered} tried={tried} address={address} />;
    }}
  </SpacePage>
);
export default Page;
