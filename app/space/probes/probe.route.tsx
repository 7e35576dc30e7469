import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { ask } from '../../client/ask';
import { spaceTitle, titleWords } from '../../words/space-form';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { spaceLoader } from '../writer';
import { ProbePage } from './probe.page';
import { probeIn, readAims, readApprovals, tryTyped, typedTrialOf } from './probe-draft';
import type { TypedTrial } from './probe-form';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const aims = await readAims(writer, client, args.context.now);
    const id = String(args.params.id);
    const [{ body: probe }, approvals] = await Promise.all([
      ask(client.api.v1.probes[':id'].$get({ param: { id } })),
      readApprovals(client),
    ]);
    return { ...aims, probe, approval: approvals[id] ?? null };
  });

export const action = spaceAction<unknown, TypedTrial>({
  actions: {
    essayer: tryTyped,
    approuver: ({ client, headers, params }) =>
      client.api.v1.probes[':id'].approval.$post({ param: { id: String(params.id) } }, { headers }),
  },
  main: ({ client, headers, form, params }) =>
    client.api.v1.probes[':id'].$put({ param: { id: String(params.id) }, json: probeIn(form) }, { headers }),
  done: (sent) =>
    sent.action === 'essayer'
      ? typedTrialOf(sent)
      : `${sent.here}?fait=${sent.isMain ? 'changee' : 'approuvee'}`,
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: spaceTitle(data ? data.probe.name : titleWords.probe, matches) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(read, { refused, shown, done }) => <ProbePage {...read} refused={refused} tried={shown} done={done} />}
  </SpacePage>
);
export default Page;
