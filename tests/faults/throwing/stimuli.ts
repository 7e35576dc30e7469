import { randomUUID } from 'node:crypto';
import type { Route, Things } from '../../support/walk/addresses';
import { type Step, type Voice, walkThrough } from '../../support/walk/walk';

/** What makes the program do each thing it can do: every address, and a deed of each kind. */
export type Stimulus = { name: string; ask: () => Promise<Step> };

type Given = {
  origin: string;
  routes: readonly Route[];
  things: Things;
  /** Somebody of the desk, signed in; and by key, who writes; and by key, who measures. */
  voices: { session: Voice; writer: Voice; probe: Voice };
};

const JSON_TYPE = { 'Content-Type': 'application/json' };
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };

export const stimuliOf = ({ origin, routes, things, voices }: Given): Stimulus[] => {
  const { profession, platform, mutuelle, incident } = things;
  const walked = routes.map((route): Stimulus => {
    const isOpen = route.kind === 'page' && !route.pattern.startsWith('/espace');
    const voice = isOpen ? {} : voices.session;
    const walk = { origin, routes: [route], things, instantOf: () => null, voice };
    return { name: `${route.method} ${route.pattern}`, ask: async () => first(walkThrough(walk)) };
  });
  const post = (path: string, headers: Voice, body: () => object | string): Stimulus => ({
    name: `POST ${path}, done`,
    async ask() {
      const sent = body();
      const text = typeof sent === 'string' ? sent : JSON.stringify(sent);
      const type = typeof sent === 'string' ? FORM_TYPE : JSON_TYPE;
      try {
        const response = await fetch(origin + path, {
          method: 'POST',
          headers: { Origin: origin, ...type, ...headers },
          body: text,
          redirect: 'manual',
        });
        const said = await response.text();
        const wrong = response.status >= 500 ? `${response.status} ${said.slice(0, 200)}` : null;
        return { asked: path, status: response.status, wrong };
      } catch (error) {
        return { asked: path, status: 0, wrong: `personne ne répond : ${(error as Error).message}` };
      }
    },
  });
  const once = { 'Idempotency-Key': randomUUID() };
  const said = { platform, flows: ['pec'], professions: [profession], precision: 'minute' };
  const now = () => new Date(Date.now() - 60_000).toISOString();
  const form = new URLSearchParams({
    profession: 'pharmacien',
    echange: 'pec',
    issue: 'bloque',
    operateur: platform,
  });
  return [
    ...walked,
    post('/api/v1/statements', voices.writer, () => ({ ...said, health: 'down', effectiveAt: now() })),
    post('/api/v1/statements', { ...voices.writer, ...once }, () => ({
      ...said,
      health: 'degraded',
      effectiveAt: now(),
    })),
    post(`/api/v1/incidents/${incident}/updates`, voices.writer, () => ({
      effectiveAt: now(),
      text: 'On cherche.',
    })),
    post('/api/v1/notices', voices.writer, () => ({
      ...{
        title: 'Un avis',
        body: 'Un **avis**.',
        professions: [profession],
        platforms: [platform],
        advice: 'patient-pays',
      },
    })),
    post('/api/v1/reports', {}, () => ({
      profession,
      platform,
      mutuelle: null,
      flow: 'pec',
      outcome: 'blocked',
    })),
    post('/api/v1/remarks', {}, () => ({ profession, mutuelle, platform, says: 'served' })),
    post('/api/v1/observations', voices.probe, () => ({
      platform,
      flow: 'pec',
      observedAt: now(),
      outcome: 'ok',
      durationMs: 10,
      sequence: null,
    })),
    post('/signaler', {}, () => form.toString()),
  ];
};

const first = async (steps: AsyncGenerator<Step>): Promise<Step> => {
  for await (const step of steps) return step;
  throw new Error('aucune adresse');
};
