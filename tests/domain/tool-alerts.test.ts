import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertState } from '#server/domain/facts/vocabulary';
import { type Alert, type Heard, hear } from '#server/domain/inbound/alerts';
import { placesOf } from '#server/domain/inbound/links';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 30, 9, minute));
const NOW = at(30);

const heard = (given: Partial<Heard> = {}): Heard => ({
  key: 'pec',
  isOnce: true,
  labels: ['service=pec'],
  title: 'PEC',
  text: null,
  health: 'down',
  stage: null,
  word: null,
  isFiring: true,
  startedAt: at(0),
  endedAt: null,
  toldAt: null,
  ...given,
});
const resolved = (given: Partial<Heard> = {}): Heard => heard({ isFiring: false, endedAt: at(20), ...given });

/** What is known after all of them, none settled by anybody. */
const following = (...told: readonly Heard[]): Alert | null =>
  told.reduce<Alert | null>((known, each) => hear(known, each, NOW)?.alert ?? known, null);

const published = (alert: Alert | null): Alert => ({
  ...(alert as Alert),
  state: 'published',
  incident: 'i',
});

describe('the draft of what a tool tells', () => {
  it('waits for somebody, and is the same one however often it is told', () => {
    const known = following(heard());
    expect(known).toMatchObject({ state: 'waiting', startedAt: at(0), endedAt: null, incident: null });
    expect(hear(known, heard(), NOW)).toBeNull();
  });
  it('that is over before anybody said it is no return', () => {
    expect(following(heard(), resolved())).toMatchObject({ state: 'over', endedAt: at(20), incident: null });
  });
  it('that was published becomes the draft of a return, and nothing more', () => {
    const back = hear(published(following(heard())), resolved(), NOW)?.alert;
    expect(back).toMatchObject({ state: 'returning', incident: 'i', endedAt: at(20) });
  });
  it('is believed when it fires after its end: no return is offered of what fails', () => {
    const back = hear(published(following(heard())), resolved(), NOW)?.alert as Alert;
    expect(hear(back, heard(), NOW)?.alert).toMatchObject({ state: 'published', endedAt: null });
    expect(following(resolved(), heard())).toMatchObject({ state: 'waiting', endedAt: null });
  });
  it('begins again once somebody settled the first, where its name is of a thing and not of one outage', () => {
    for (const state of ['returned', 'dropped'] as const) {
      const settled = { ...(following(heard(), resolved()) as Alert), state, incident: 'i' };
      expect(hear(settled, heard(), NOW)).toBeNull();
      expect(hear({ ...settled, isOnce: false }, heard({ isOnce: false }), NOW)).toMatchObject({
        kind: 'new',
        alert: { state: 'waiting', incident: null },
      });
    }
  });
  it('that somebody dropped stays so while it fires', () => {
    const dropped = { ...(following(heard()) as Alert), state: 'dropped' as const };
    expect(hear(dropped, heard({ word: 'b', health: 'degraded' }), NOW)).toBeNull();
    expect(hear(dropped, resolved(), NOW)?.alert).toMatchObject({ state: 'dropped', endedAt: at(20) });
  });
  it('waits again for more words of what was published, and its return still comes', () => {
    const more = hear(
      published(following(heard({ word: 'a' }))),
      heard({ word: 'b', text: 'Trouvé.' }),
      NOW,
    )?.alert;
    expect(more).toMatchObject({ state: 'waiting', incident: 'i', text: 'Trouvé.' });
    expect(hear(more as Alert, resolved(), NOW)?.alert).toMatchObject({ state: 'returning' });
  });
  it('does not go back to what its tool said before', () => {
    const known = following(heard({ toldAt: at(1) }), resolved({ toldAt: at(20) }));
    expect(hear(known, heard({ toldAt: at(5) }), NOW)).toBeNull();
  });
  it('never ends before it begins', () => {
    expect(following(heard({ startedAt: at(25) }), resolved())?.endedAt).toEqual(at(25));
  });
  it('is none where a thing is said to work that was never said to fail', () => {
    expect(following(resolved({ startedAt: null }))).toBeNull();
  });
});

/** Somebody settles what waits, or a tool speaks. */
const step = fc.oneof(
  fc.record({
    does: fc.constant('tells' as const),
    isFiring: fc.boolean(),
    isOnce: fc.constant(true),
    word: fc.constantFrom(null, 'a', 'b'),
    toldAt: fc.constantFrom(null, at(1), at(5), at(20)),
    times: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ does: fc.constantFrom('says' as const, 'drops' as const) }),
);
const NEXT: Partial<Record<AlertState, AlertState>> = {
  waiting: 'published',
  over: 'returned',
  returning: 'returned',
};
const UNSETTLED: readonly AlertState[] = ['waiting', 'over', 'published', 'returning'];

describe('whatever is fired, resolved, replayed and put out of order', () => {
  it('one draft a thing is open at most, nothing is published but by somebody, and no return of what fires', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 30 }), (isOnce, steps) => {
        const drafts: Alert[] = [];
        let said = 0;
        for (const each of steps) {
          const known = drafts.at(-1) ?? null;
          if (each.does === 'tells') {
            for (let time = 0; time < each.times; time += 1) {
              const last = drafts.at(-1) ?? null;
              const told = hear(
                last,
                heard({ ...each, isOnce, endedAt: each.isFiring ? null : at(20) }),
                NOW,
              );
              if (!told) continue;
              if (last && told.kind === 'changed') drafts.pop();
              drafts.push(told.alert);
              // A tool gives no draft an incident, nor takes one away.
              expect(told.alert.incident).toBe(told.kind === 'new' ? null : last?.incident);
              expect(told.alert.state === 'published' && told.alert.incident === null).toBe(false);
              if (each.isFiring) expect(['over', 'returning']).not.toContain(told.alert.state);
            }
          } else if (known && NEXT[known.state]) {
            const state = each.does === 'drops' ? 'dropped' : (NEXT[known.state] as AlertState);
            if (each.does === 'says') said += 1;
            drafts[drafts.length - 1] = {
              ...known,
              state,
              incident: each.does === 'says' ? 'i' : known.incident,
            };
          }
          expect(drafts.filter(({ state }) => UNSETTLED.includes(state)).length).toBeLessThanOrEqual(1);
          expect(drafts.filter(({ endedAt }) => endedAt === null).length).toBeLessThanOrEqual(1);
          if (isOnce) expect(drafts.length).toBeLessThanOrEqual(1);
          if (said === 0) expect(drafts.every(({ incident }) => incident === null)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what the words of a tool stand for', () => {
  const link = { platform: 'north', flows: ['pec'], professions: null, health: null } as const;
  const alert = { labels: ['service=pec', 'severity=critical'], health: 'degraded' } as const;
  it('is what is linked to all of a link’s words, as grave as the tool has it unless told', () => {
    const links = [
      { ...link, labels: ['service=pec'] },
      { ...link, labels: ['service=pec', 'severity=critical'], health: 'down' as const },
      { ...link, labels: ['service=pec', 'severity=warning'] },
      { ...link, labels: ['service=dre'] },
    ];
    expect(placesOf(links, alert).map(({ health }) => health)).toEqual(['degraded', 'down']);
    expect(placesOf([], alert)).toEqual([]);
  });
});
