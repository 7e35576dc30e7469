import type { Client } from '#server/client';
import { askIfThere } from './ask';
import type { Span } from './components/replay-slider';

const DAY_S = 86_400;
const HOUR_S = 3_600;
const BEFORE_S = DAY_S;
const AFTER_S = 7 * DAY_S;

const toHour = (seconds: number) => Math.floor(seconds / HOUR_S) * HOUR_S;

/**
 * The incidents around an instant, as we know them now, from the day before to a week after; null outside any, or when
 * the server cannot say.
 */
export const askSpan = async (client: Client, at: string): Promise<Span | null> => {
  const told = await askIfThere(client.api.v1.incidents.$get({ query: { limit: '100' } }));
  const instant = Date.parse(at) / 1000;
  const around = (told?.incidents ?? []).flatMap(({ startedAt, closedAt }) => {
    if (!startedAt || !closedAt) return [];
    const from = toHour(Date.parse(startedAt) / 1000 - BEFORE_S);
    const to = toHour(Date.parse(closedAt) / 1000 + AFTER_S);
    return from <= instant && instant <= to ? [{ from, to }] : [];
  });
  if (around.length === 0) return null;
  return {
    from: Math.min(...around.map(({ from }) => from)),
    to: Math.max(...around.map(({ to }) => to)),
  };
};
