import type { Fault } from '#server/contract/problem';
import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { clockOf, faulty } from './readings';
import type { Call } from './space';
import { textIn, ticksIn } from './typed-fields';
import { repeatOptions } from './words/fr/space-writing';

const missing = (pointer: string, detail: string): Fault => ({
  pointer,
  detail,
  cure: 'Écrivez AAAA-MM-JJTHH:MM, heure de Paris.',
});

/** « Chaque semaine, quatre fois », as calendars write it (RFC 5545); null: once. */
const ruleIn = (form: FormData): string | null => {
  const frequency = repeatOptions.find(({ value }) => value !== '' && value === form.get('repete'))?.value;
  return frequency ? `FREQ=${frequency};COUNT=${textIn(form, 'fois') ?? '2'}` : null;
};

/** What the form of a maintenance says. */
const maintenanceIn = (form: FormData) => {
  const faults: Fault[] = [];
  const clock = clockOf(form, faults);
  const [from, to] = [clock('de', '/from'), clock('a', '/to')];
  if (faults.length === 0 && from === null) faults.push(missing('/from', 'Le début manque.'));
  if (faults.length === 0 && to === null) faults.push(missing('/to', 'La fin manque.'));
  if (from === null || to === null) return { ok: false, faults } as const;
  const by = textIn(form, 'au-nom');
  const professions = PROFESSIONS.filter((each) => ticksIn(form, 'profession').includes(each));
  const json = {
    ...{ from, to, text: textIn(form, 'texte'), rrule: ruleIn(form) },
    ...(by === null ? {} : { by }),
    platform: textIn(form, 'plateforme') ?? '',
    flows: FLOWS.filter((flow) => ticksIn(form, 'echange').includes(flow)),
    professions: professions.length === PROFESSIONS.length ? ('all' as const) : professions,
  };
  return { ok: true, json } as const;
};

export const announceMaintenance =
  (form: FormData) =>
  async ({ client, headers }: Call): Promise<Response> => {
    const read = maintenanceIn(form);
    if (!read.ok) return faulty(read.faults);
    return client.api.v1.maintenances.$post({ json: read.json }, { headers });
  };
