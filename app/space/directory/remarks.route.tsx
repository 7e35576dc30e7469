import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { RemarkDecisionBody } from '#server/contract/remarks';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { remarkDecidedWords } from '../../words/remarks';
import { spaceTitle } from '../../words/space-form';
import { remarksWords } from '../../words/space-proposals';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { deskOnly, readyFor, spaceLoader } from '../writer';
import { RemarksPage } from './remarks.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const ALL = '5000';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    deskOnly(writer);
    const [{ body }, platforms, mutuelles] = await Promise.all([
      ask(client.api.v1.remarks.$get()),
      ask(client.api.v1.platforms.$get({ query: {} })),
      ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } })),
    ]);
    const named = body.groups.map(({ mutuelle }) => mutuelle);
    return {
      groups: body.groups,
      platforms: platforms.body.platforms.map(({ id, name }) => ({ id, name })),
      mutuelles: mutuelles.body.mutuelles
        .filter(({ id }) => named.includes(id))
        .map(({ id, name }) => ({ id, name })),
      ready: readyFor(writer, args.context.now),
    };
  });

const decisionIn = (form: FormData) => ({
  profession: textIn(form, 'profession') as RemarkDecisionBody['profession'],
  mutuelle: textIn(form, 'mutuelle') ?? '',
  platform: textIn(form, 'operateur') ?? '',
  says: textIn(form, 'dit') as RemarkDecisionBody['says'],
  accepted: form.get('decision') === 'oui',
  upTo: textIn(form, 'lu-jusque') ?? '',
  url: textIn(form, 'source'),
});

export const action = spaceAction<{ changed: number }>({
  main: ({ client, headers, form }) =>
    client.api.v1.remarks.decision.$post({ json: decisionIn(form) }, { headers }),
  done: ({ body, form, here }) => {
    const accepted = body.changed > 0 ? 'acceptee' : 'deja';
    return `${here}?fait=${decisionIn(form).accepted ? accepted : 'refusee'}`;
  },
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(remarksWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ platforms, mutuelles, ...rest }, { refused, done }) => (
      <RemarksPage
        {...rest}
        platformOf={namesOf(platforms)}
        mutuelleOf={namesOf(mutuelles)}
        said={refused ? null : remarkDecidedWords(done)}
        refused={refused}
      />
    )}
  </SpacePage>
);
export default Page;
