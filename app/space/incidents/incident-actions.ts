import { incidentFaults, openingWords } from '../../words/space-incidents';
import { OTHER_CAUSE } from '../../words/space-writing';
import type { Action, Actions } from '../form/actions';
import { faulty, instantOf } from '../form/readings';
import { firstSentAt } from '../form/sending';
import { textIn, ticksIn } from '../form/typed';
import { stepIn } from '../updates/update-draft';

/** Opens an incident with its first step. One without a name is called by what is down. */
export const openIncident: Action = async ({ client, headers, form, now }) => {
  const step = await stepIn(client, form, firstSentAt(form, now));
  if (!step.ok) return faulty(step.faults);
  const { by, ...update } = step.json;
  const bad = update.statements.filter(({ health }) => health !== 'operational');
  if (bad.length === 0) return faulty([NOTHING_BAD]);
  const cause = textIn(form, 'cause');
  const json = {
    title: textIn(form, 'titre') ?? openingWords.untitled(bad),
    cause: cause === OTHER_CAUSE ? textIn(form, 'cause-libre') : cause,
    platforms: ticksIn(form, 'plateforme'),
    update,
    ...(by === undefined ? {} : { by }),
  };
  return client.api.v1.incidents.$post({ json }, { headers });
};

const NOTHING_BAD = {
  pointer: '/statements',
  detail: incidentFaults.nothingBad,
  cure: incidentFaults.nothingBadCure,
};

const closeIncident: Action = async ({ client, headers, form, params }) => {
  const id = params.id ?? '';
  const effectiveAt = instantOf(textIn(form, 'clos-depuis') ?? '');
  if (effectiveAt === null) return faulty([NO_INSTANT]);
  const json = { effectiveAt, note: textIn(form, 'note') };
  return client.api.v1.incidents[':id'].closing.$post({ param: { id }, json }, { headers });
};

const NO_INSTANT = {
  pointer: '/effectiveAt',
  detail: incidentFaults.noEnd,
  cure: incidentFaults.noEndCure,
};

/** Takes back what was just said, all of it or nothing. */
const undoStep: Action = async ({ client, headers, form }) => {
  const json = { statements: ticksIn(form, 'declaration'), reason: textIn(form, 'raison') };
  return client.api.v1.retractions.$post({ json }, { headers });
};

/** What one does to an incident beside telling its next step. */
export const INCIDENT_ACTIONS: Actions = { clore: closeIncident, annuler: undoStep };
