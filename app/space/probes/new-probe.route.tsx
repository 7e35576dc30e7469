import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { Flow } from '#server/domain/facts/vocabulary';
import { spaceTitle } from '../../words/space-form';
import { probesWords } from '../../words/space-probes';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { spaceLoader } from '../writer';
import { ProbePage } from './probe.page';
import { probeIn, readAims, tryTyped, typedTrialOf } from './probe-draft';
import type { TypedTrial } from './probe-form';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readAims(writer, client, args.context.now));

export const action = spaceAction<unknown, TypedTrial>({
  actions: { essayer: tryTyped },
  main: ({ client, headers, form }) => {
    const probe = probeIn(form);
    const json = {
      ...probe,
      platform: textIn(form, 'plateforme') ?? '',
      flow: textIn(form, 'echange') as Flow,
      kind: probe.steps[0]?.kind ?? 'http',
    };
    return client.api.v1.probes.$post({ json }, { headers });
  },
  done: (sent) => (sent.isMain ? '/espace/sondes?fait=ajoutee' : typedTrialOf(sent)),
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(probesWords.newProbe, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {(read, { refused, shown }) => (
      <ProbePage {...read} probe={null} approval={null} done={null} refused={refused} tried={shown} />
    )}
  </SpacePage>
);
export default Page;
