import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { submissionOf } from '../form/actions';
import { publish } from '../publish';
import { previewWindows, type WindowsShown } from './typed-windows';

export const loader = () => redirect('/espace/maintenances');

/** The windows of a maintenance while one types; null while one has not typed both hours, or is signed out. */
export const action = async (args: ActionFunctionArgs) => {
  const submission = await submissionOf(args);
  const { form, field } = submission;
  const isTyped = field('de') !== '' && field('a') !== '';
  const sent = isTyped
    ? await publish<WindowsShown>(args, form, (call) => previewWindows({ ...submission, ...call }))
    : null;
  const preview: WindowsShown | null =
    sent === null || (!sent.ok && sent.needs !== null) ? null : sent.ok ? sent.body : refusedOf(sent.problem);
  return Response.json({ preview }, sent ? { headers: sent.headers } : {});
};

const refusedOf = ({ detail, cure }: { detail: string; cure?: string | undefined }): WindowsShown => ({
  kind: 'refused',
  detail,
  cure: cure ?? '',
});
