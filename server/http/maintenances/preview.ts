import { createRoute } from '@hono/zod-openapi';
import { maintenancePreview, maintenancePreviewBody } from '#server/contract/maintenances';
import { brokenWindow } from '#server/domain/rules/statements';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { refusal } from '../kit/problems';
import { bodyOf, changes } from '../kit/replies';
import { createRouter } from '../kit/router';
import { composer } from '../space/preview';
import { kept } from '../writing/rules';
import { announcedWindows } from './windows';

const FIRST_SHOWN = 10;

const route = createRoute({
  method: 'post',
  path: '/preview/maintenance',
  summary: 'Les fenêtres qu’une règle ferait, avant de les annoncer',
  request: { body: bodyOf(maintenancePreviewBody) },
  responses: changes(maintenancePreview, 'Les dix premières, et combien il y en a'),
});

export const maintenancePreviews = (deps: Deps) =>
  createRouter().openapi(route, async (c) => {
    const writer = await composer(deps, c);
    if (!writer.ok) return refusal(c, writer.refusal);
    const { rrule, ...first } = c.req.valid('json');
    const now = deps.now();
    const rules = kept(brokenWindow(first, now));
    if (!rules.ok) return refusal(c, rules.refusal);
    const windows = announcedWindows(first, rrule ?? null, now);
    if (!windows.ok) return refusal(c, windows.refusal);
    const { occurrences, next } = windows.value;
    return answer(c, { windows: occurrences.slice(0, FIRST_SHOWN), total: occurrences.length, next });
  });
