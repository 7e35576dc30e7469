import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { textIn } from '../space/form/typed';
import { professionOfSlug } from '../words/professions';

/** Only forms come here. */
export const loader = () => redirect('/signaler');

/** What somebody says of the directory; a refusal is a page of its own. */
export const action = async ({ request, context: { client } }: ActionFunctionArgs) => {
  const form = await request.formData();
  const slug = textIn(form, 'profession') ?? '';
  const profession = professionOfSlug(slug);
  const mutuelle = textIn(form, 'mutuelle') ?? '';
  if (!profession) return redirect('/signaler');
  const says = textIn(form, 'dit') === 'servie' ? 'served' : 'not-served';
  const json = { profession, mutuelle, platform: textIn(form, 'operateur') ?? '', says } as const;
  const response: Response = await client.api.v1.remarks.$post({ json });
  if (!response.ok) throw Response.json(await response.json(), { status: response.status });
  return redirect(`/${slug}/${mutuelle}?remarque=notee`);
};

/** A refusal is shown by the page around. */
const Page = () => null;
export default Page;
