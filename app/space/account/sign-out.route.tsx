import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { publish } from '../publish';

export const loader = () => redirect('/espace');

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const { headers } = await publish(args, form, ({ client }) => client.api.v1.session.$delete());
  throw redirect('/espace/connexion', { headers });
};
