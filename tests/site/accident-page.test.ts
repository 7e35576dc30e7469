import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { expect, it } from 'vitest';
import { builtDashboard } from '#server/site/dashboard';

const Broken = () => {
  throw new Error('voulue');
};

it('a page that cannot be made gives whoever asked the reference of its line in the log', async () => {
  const { dashboard } = await builtDashboard();
  const build = await dashboard.build();
  const named = Object.entries(build.routes).filter(([id]) => id.endsWith('/about.route'));
  expect(named).toHaveLength(1);
  const broken = named.map(([id, route]) => [
    id,
    { ...route, module: { ...route?.module, default: Broken } },
  ]);
  const routes = { ...build.routes, ...Object.fromEntries(broken) } as ServerBuild['routes'];
  const handle = createRequestHandler({ ...build, routes }, 'production');
  const accident = { type: 'about:blank', title: 'Erreur', status: 500, detail: 'x', reference: 'K7QF-2M9D' };
  const response = await handle(new Request('http://localhost/a-propos'), {
    nonce: 'n',
    origin: 'http://localhost',
    now: new Date(),
    lastKnown: null,
    clockDoubt: null,
    fail: () => accident,
  } as never);
  expect(response.status).toBe(500);
  const page = await response.text();
  expect(page).not.toContain('À jour');
  expect(page).toMatch(/<main.+<p>Référence à donner\s: K7QF-2M9D\.<\/p>.*<\/main>/s);
});
