import { randomUUID } from 'node:crypto';
import type { Route, Things } from '../../support/runner/walk/addresses';
import { AS_FORM, AS_JSON, ask, type Step, type Voice, walkThrough } from '../../support/runner/walk/walk';

/** What makes the program do each thing it can do: every address, and an act of each kind. */
export type Stimulus = { name: string; ask: () => Promise<Step> };

type Given = {
  origin: string;
  /** « Now » there. */
  at: Date;
  routes: readonly Route[];
  things: Things;
  /** Somebody of the desk, signed in; and by key, who writes; and by key, who measures. */
  voices: { session: Voice; writer: Voice; probe: Voice };
};

const first = async (steps: AsyncGenerator<Step>): Promise<Step> => {
  for await (const step of steps) return step;
  throw new Error('aucune adresse');
};

export const stimuliOf = ({ origin, at, routes, things, voices }: Given): Stimulus[] => {
  const { profession, platform, mutuelle, incident } = things;
  const walked = routes.map((route): Stimulus => {
    const isOpen = route.kind === 'page' && !route.pattern.startsWith('/espace');
    const voice = isOpen ? {} : voices.session;
    const walk = { origin, routes: [route], things, instantOf: () => null, voice };
    return { name: `${route.method} ${route.pattern}`, ask: async () => first(walkThrough(walk)) };
  });
  const post = (path: string, voice: Voice, body: object): Stimulus => ({
    name: `POST ${path}, done`,
    ask: () =>
      ask(origin, path, { method: 'POST', headers: { ...AS_JSON, ...voice }, body: JSON.stringify(body) }),
  });
  const said = { platform, flows: ['pec'], professions: [profession], effectiveAt: at };
  const advised = { professions: [profession], platforms: [platform], advice: 'patient-pays' };
  const reported = { profession: 'pharmacien', echange: 'pec', issue: 'bloque', operateur: platform };
  const form = new URLSearchParams(reported).toString();
  return [
    ...walked,
    post('/api/v1/statements', voices.writer, { ...said, health: 'down' }),
    post(
      '/api/v1/statements',
      { ...voices.writer, 'Idempotency-Key': randomUUID() },
      { ...said, health: 'degraded' },
    ),
    post(`/api/v1/incidents/${incident}/updates`, voices.writer, { effectiveAt: at, text: 'On cherche.' }),
    post('/api/v1/notices', voices.writer, { title: 'Un avis', body: 'Un **avis**.', ...advised }),
    post('/api/v1/reports', {}, { profession, platform, mutuelle: null, flow: 'pec', outcome: 'blocked' }),
    post('/api/v1/remarks', {}, { profession, mutuelle, platform, says: 'served' }),
    post('/api/v1/observations', voices.probe, {
      platform,
      flow: 'pec',
      observedAt: at,
      outcome: 'ok',
      durationMs: 10,
      sequence: null,
    }),
    {
      name: 'POST /signaler, done',
      ask: () => ask(origin, '/signaler', { method: 'POST', headers: AS_FORM, body: form }),
    },
  ];
};
