/** What one of our doors refuses, in its own words. */
export class Refused extends Error {}

/** Our own doors, from the page itself. Throws what they refuse. */
export const askDoor = async <T>(address: string, body?: object): Promise<T> => {
  const headers = { 'Content-Type': 'application/json' };
  const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(address, { method: 'POST', ...init });
  const told = (await response.json()) as T & { detail?: string };
  if (!response.ok) throw new Refused(told.detail ?? 'Refusé.');
  return told;
};
