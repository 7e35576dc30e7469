import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { Client } from '#server/client';
import { ask } from '../../client/ask';
import { namesOf } from '../../ui/names';
import { alertWords } from '../../words/space-connectors';
import { spaceTitle } from '../../words/space-form';
import { typeset } from '../../words/typography';
import { type Kept, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { readFreshDraft, stepSetting } from '../incidents/incident-work';
import { readScope, writableOf } from '../updates/scope';
import { type Previews, previewStep, templateIn } from '../updates/update-actions';
import { spaceLoader, type Writer } from '../writer';
import { AlertPage } from './alert.page';
import { alertDraft, placesIn, publishAlert, typedOf } from './alert-draft';
import { linkWords } from './connector-actions';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const readAlert = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const id = args.params.id ?? '';
  const [{ body: alert }, { draft, passed }, { body: due }, { body: known }] = await Promise.all([
    ask(client.api.v1.alerts[':id'].$get({ param: { id } })),
    readFreshDraft(client, alertDraft(id), args.context.now),
    ask(client.api.v1.due.$get()),
    ask(client.api.v1.platforms.$get({ query: {} })),
  ]);
  const concerned = [...new Set(alert.places.map(({ platform }) => platform))];
  const all = known.platforms.map(({ id, name }) => ({ id, name }));
  const own = writableOf(
    writer,
    all.map(({ id }) => id),
  );
  const scope = await readScope(writer, client, writableOf(writer, concerned));
  const places = placesIn(alert, scope.platforms);
  return {
    ...stepSetting(args, writer),
    alert,
    draft: { ...draft, typed: draft.typed ?? typedOf(alert, places) },
    passed,
    last: places,
    incidents: due.incidents
      .filter(({ isMine, platforms }) => isMine && concerned.every((each) => platforms.includes(each)))
      .map(({ id, title }) => ({ id, title })),
    linkable: writer.account.role === 'author' ? null : all.filter(({ id }) => own.includes(id)),
    names: all,
    scope,
  };
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readAlert(args, writer, client));

export const action = spaceAction<{ incident?: string; update?: string }, Kept<Previews>>({
  actions: {
    relier: linkWords,
    laisser: ({ client, headers, field }) =>
      client.api.v1.alerts[':id'].dropping.$post(
        { param: { id: field('id') }, json: { note: field('note') } },
        { headers },
      ),
  },
  main: publishAlert,
  draft: { name: ({ params }) => alertDraft(params.id ?? ''), preview: previewStep, changed: templateIn },
  done: ({ body: { incident, update }, isMain }) =>
    isMain ? `/espace/incidents/${incident}?publie=${update}` : null,
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: typeset(spaceTitle(data?.alert.title ?? alertWords.title, matches)) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ draft, ready, template, names, ...page }, { refused, shown, done }) => (
      <AlertPage
        key={`${done} ${page.alert.state} ${page.alert.places.length}`}
        {...page}
        {...startOf({ shown, draft, ready, template })}
        ready={ready}
        isCodeAsked={ready.isCodeAsked}
        nameOf={namesOf(names)}
        refused={refused}
        done={done}
      />
    )}
  </SpacePage>
);
export default Page;
