import type { Client } from '#server/client';
import type { Availability, AvailabilityMinutes } from '#server/contract/availability';
import { askIfThere } from './ask';
import { instantsOf } from './replay';
import { professionOfSlug } from './words/fr/professions';

/**
 * What a platform's page tells of its last ninety days; null: the server cannot say now, and the rest of the page is
 * told. A profession that does not exist chooses none.
 */
export const askAvailability = async (
  client: Client,
  id: string,
  address: string,
): Promise<Availability | null> => {
  const profession = professionOfSlug(new URL(address).searchParams.get('profession') ?? '');
  const { at } = instantsOf(address);
  const query = { ...(at === undefined ? {} : { at }), ...(profession === null ? {} : { profession }) };
  const told = await askIfThere(client.api.v1.platforms[':id'].availability.$get({ param: { id }, query }));
  return told && lighter(told);
};

/** The same minutes are the same object: a page carries each once, not once a day and flow. */
const lighter = (told: Availability): Availability => {
  const kept = new Map<string, AvailabilityMinutes>();
  const once = <M extends AvailabilityMinutes | null>(minutes: M): M => {
    const key = JSON.stringify(minutes);
    if (minutes && !kept.has(key)) kept.set(key, minutes);
    return (kept.get(key) ?? null) as M;
  };
  const flows = told.flows.map((flow) => ({
    ...flow,
    days: flow.days.map((day) => ({
      ...day,
      judged: once(day.judged),
      declared: once(day.declared),
      measured: once(day.measured),
    })),
  }));
  return { ...told, flows };
};
