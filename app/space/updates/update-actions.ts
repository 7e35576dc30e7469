import type { Preview } from '#server/contract/space';
import { templateOf } from '../../words/space-writing';
import type { Action } from '../form/actions';
import { faulty } from '../form/readings';
import { firstSentAt } from '../form/sending';
import type { Typed } from '../form/typed';
import { typedIn } from '../publish';
import { platformsIn } from './cells';
import { stepIn } from './update-draft';

/** What one does with a step before sending it. */

export type Previews = readonly Preview[];

type Stepped = Pick<Parameters<Action>[0], 'client' | 'form' | 'now'>;

/** What the readers of each platform would be shown. */
export const previewStep = async ({ client, form, now }: Stepped): Promise<Response> => {
  const step = await stepIn(client, form, now);
  if (!step.ok) return faulty(step.faults);
  const { statements, effectiveAt } = step.json;
  const previews: Preview[] = [];
  for (const platform of platformsIn(typedIn(form))) {
    const own = statements.filter((each) => each.platform === platform);
    const json = {
      platform,
      statements: own.map((each) => (effectiveAt === undefined ? each : { ...each, effectiveAt })),
    };
    const response: Response = await client.api.v1.preview.$post({ json });
    if (!response.ok) return response;
    previews.push((await response.json()) as Preview);
  }
  return Response.json(previews);
};

/** A text ready to be sent, put in the form when it was asked for. */
export const templateIn = (form: FormData): Typed => {
  const template = form.get('geste') === 'modele' ? templateOf(String(form.get('modele') ?? '')) : null;
  return template ? { texte: [template.text], etape: [template.stage] } : {};
};

/** Adds a step to an incident. */
export const postStep: Action = async ({ client, headers, form, now, params }) => {
  const step = await stepIn(client, form, firstSentAt(form, now));
  if (!step.ok) return faulty(step.faults);
  const id = params.id ?? '';
  return client.api.v1.incidents[':id'].updates.$post({ param: { id }, json: step.json }, { headers });
};
