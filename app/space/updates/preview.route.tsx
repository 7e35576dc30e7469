import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { publish } from '../publish';
import { type Previews, previewStep } from './update-actions';

export const loader = () => redirect('/espace');

/** The preview of a step while one types; null while the form cannot be read yet. */
export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish<Previews>(args, form, ({ client }) =>
    previewStep({ client, form, now: args.context.now }),
  );
  return Response.json({ preview: sent.ok ? sent.body : null }, { headers: sent.headers });
};
