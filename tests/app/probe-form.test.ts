import { describe, expect, it } from 'vitest';
import { probeIn } from '#app/space/probes/probe-draft';
import { probeSteps } from '#server/contract/probe-steps';
import { stepEntries } from '../../app/space/probes/probe-form';

const STEPS = probeSteps.parse([
  {
    kind: 'http',
    url: 'https://portail.example/entrer',
    status: [200, 302],
    text: 'type="password"',
    header: { name: 'server', match: 'equals', value: 'a: b' },
    atMostMs: 2000,
  },
  { kind: 'http', url: 'https://portail.example/', header: { name: 'server', value: 'nginx' } },
  { kind: 'tcp', host: 'portail.example', port: 8443 },
  { kind: 'tls', host: '2001:db8::1', port: 443, daysLeft: 30 },
  { kind: 'dns', name: 'portail.example', type: 'MX', expected: 'mail.example' },
]);

describe('the form of a probe', () => {
  it('says again what it was shown', () => {
    const form = new FormData();
    STEPS.forEach((step, index) => {
      for (const [name, value] of Object.entries(stepEntries(step, index)))
        form.set(`${name}-${index}`, value);
    });
    form.set('sorte-5', '');
    expect(probeIn(form).steps).toEqual(STEPS);
  });
  it('takes the usual port of a certificate, and sends what is no number to be refused', () => {
    const form = new FormData();
    const typed = {
      'sorte-0': 'tls',
      'adresse-0': 'portail.example',
      intervalle: 'souvent',
      patience: '10 000',
    };
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    const { steps, intervalSeconds, timeoutMs } = probeIn(form);
    expect(steps).toEqual([{ kind: 'tls', host: 'portail.example', port: 443, daysLeft: 14 }]);
    expect([intervalSeconds, timeoutMs]).toEqual(['souvent', 10_000]);
  });
});
