import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countDays } from '#server/domain/availability/days';
import {
  type Minutes,
  NO_MINUTES,
  presumedMinutes,
  ratioOf,
  sumOf,
} from '#server/domain/availability/minutes';
import { daysFrom, startOfDay } from '#server/domain/facts/intervals';
import { FLOWS, type Flow, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { paris, recordOf } from '../support/world/builders';

const file = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../db/data/${name}.json`, import.meta.url), 'utf8'));
const { directory, evidence } = recordOf(file('directory'), file('incident-2024'));

const FEBRUARY = { from: startOfDay('2024-02-01'), to: startOfDay('2024-03-01') };
const DAYS = daysFrom('2024-02-01', '2024-02-29');
/** 29 days of 24 hours: 41 760 minutes. */
const WHOLE = 29 * 1440;

const counts = countDays(directory, evidence, 'viamedis', FEBRUARY, paris('2024-04-01 00:00'));

const monthOf = (flow: Flow, profession: Profession | 'all'): Minutes =>
  sumOf(
    DAYS.map((day) => {
      const rows = counts.filter(
        (each) => each.flow === flow && each.day === day && each.reading === 'judged',
      );
      return (
        rows.find((each) => each.profession === profession) ??
        rows.find((each) => each.profession === 'all') ??
        presumedMinutes(1440)
      );
    }),
  );

const minutes = (given: Partial<Minutes>): Minutes => ({ ...NO_MINUTES, ...given });

/**
 * February 2024 at Viamedis, counted by hand from db/data/incident-2024.json, as known once the incident was over.
 * The incident is closed on 8 March: all of its statements bear on February. A statement stands for seven days from
 * when it was said; once nobody's bad word stands any more, the flow is unknown until the end of the month.
 */
const BY_HAND: readonly { flow: Flow; of: Profession | 'all'; minutes: Minutes; ratio: number | null }[] = [
  // portail. Viamedis, 29 January 00:00: down, stands until 5 February 00:00 → 1 to 5 Feb: 4 days down.
  // Nobody until egora, 7 February 00:00 → 5 to 7 Feb: 2 days unknown. Egora's word stands until the 14th → 7 days
  // down. Then nobody → 14 Feb to 1 March: 16 days unknown. Down 11 × 1440, unknown 18 × 1440; nothing worked: 0.
  ...(['physician', 'pharmacist', 'hospital', 'all'] as const).map((of) => ({
    flow: 'portail' as const,
    of,
    minutes: minutes({ down: 15_840, unknown: 25_920 }),
    ratio: 0,
  })),
  // portail, opticians. As above until acuite, the press, says on the 12th at 13:00 that it works: 4 days, then 5 days
  // and 13 hours down (5 760 + 7 980 = 13 740), 2 days unknown between (2 880). Egora's word still stands, and acuite
  // is no operator: contested, degraded until the 14th 00:00, 35 hours (2 100). From there nobody says otherwise, and
  // 24 hours have passed: operational, declared, until acuite's word lapses on the 19th at 13:00, 133 hours (7 980);
  // its last word was good: presumed to the end, 10 days and 11 hours (15 060).
  // (7 980 + 15 060 + 2 100) ÷ (7 980 + 15 060 + 2 100 + 13 740) = 25 140 ÷ 38 880.
  {
    flow: 'portail',
    of: 'optician',
    minutes: minutes({
      down: 13_740,
      unknown: 2_880,
      degraded: 2_100,
      operational: 23_040,
      presumed: 15_060,
    }),
    ratio: 25_140 / 38_880,
  },
  // pec, opticians. Down without a gap: Viamedis from the 1st, silicon (said on the 6th of the 31st January),
  // moniteur-des-pharmacies from the 6th, Viamedis and ROF from the 9th, acuite on the 12th at 13:00, whose word
  // stands until the 19th at 13:00: 18 days and 13 hours (26 700). Then unknown: 10 days and 11 hours (15 060).
  // All professions: opticians are the worst at each minute.
  ...(['optician', 'all'] as const).map((of) => ({
    flow: 'pec' as const,
    of,
    minutes: minutes({ down: 26_700, unknown: 15_060 }),
    ratio: 0,
  })),
  // pec, audiologists. The same, without ROF, Viamedis of the 9th and acuite, who speak of opticians: silicon's and
  // moniteur's words of the 6th stand until the 13th: 12 days down (17 280), 17 unknown (24 480).
  { flow: 'pec', of: 'audiologist', minutes: minutes({ down: 17_280, unknown: 24_480 }), ratio: 0 },
  // pec, hospitals: a mutuelle speaks of its own members only; of the platform nothing is said: 29 days presumed.
  { flow: 'pec', of: 'hospital', minutes: presumedMinutes(WHOLE), ratio: 1 },
  // idb. FSPF, 29 January 15:00, for pharmacists: stands until 5 February 15:00, 4 days and 15 hours down (6 660);
  // then unknown, 24 days and 9 hours (35 100).
  ...(['pharmacist', 'all'] as const).map((of) => ({
    flow: 'idb' as const,
    of,
    minutes: minutes({ down: 6_660, unknown: 35_100 }),
    ratio: 0,
  })),
  { flow: 'idb', of: 'optician', minutes: presumedMinutes(WHOLE), ratio: 1 },
  // virement and noemie. FSPF, said on 2 February of 29 January: down, stands until the 9th 00:00: 8 days (11 520).
  // FSPF on the 9th: degraded, until the 16th: 7 days (10 080). Then unknown: 14 days (20 160).
  // 10 080 ÷ (10 080 + 11 520).
  ...(['virement', 'noemie'] as const).flatMap((flow) =>
    (['pharmacist', 'all'] as const).map((of) => ({
      flow,
      of,
      minutes: minutes({ down: 11_520, degraded: 10_080, unknown: 20_160 }),
      ratio: 10_080 / 21_600,
    })),
  ),
  { flow: 'virement', of: 'optician', minutes: presumedMinutes(WHOLE), ratio: 1 },
  // dre. FSPF, 29 January: works, for pharmacists; declared until 5 February 00:00: 4 days (5 760), then presumed.
  // All professions: presumed, since of the others nothing is said.
  {
    flow: 'dre',
    of: 'pharmacist',
    ratio: 1,
    minutes: minutes({ operational: WHOLE, presumed: WHOLE - 5_760 }),
  },
  { flow: 'dre', of: 'all', minutes: presumedMinutes(WHOLE), ratio: 1 },
  // carte. Viamedis, 1 February: accepted, for all; declared until the 8th: 7 days (10 080), then presumed.
  ...(['optician', 'all'] as const).map((of) => ({
    flow: 'carte' as const,
    of,
    minutes: minutes({ operational: WHOLE, presumed: WHOLE - 10_080 }),
    ratio: 1,
  })),
  // clc, arl: nothing was said.
  { flow: 'clc', of: 'all', minutes: presumedMinutes(WHOLE), ratio: 1 },
  { flow: 'arl', of: 'all', minutes: presumedMinutes(WHOLE), ratio: 1 },
];

describe('February 2024 at Viamedis, counted by hand', () => {
  it.each(BY_HAND)('$flow, $of', ({ flow, of, minutes, ratio }) => {
    const month = monthOf(flow, of);
    expect(month).toEqual(minutes);
    expect(ratioOf(month)).toBe(ratio);
  });

  it('every flow and profession makes up the whole month', () => {
    for (const flow of FLOWS) {
      for (const profession of PROFESSIONS) {
        const { operational, degraded, maintenance, unknown, down } = monthOf(flow, profession);
        expect(operational + degraded + maintenance + unknown + down, `${flow} ${profession}`).toBe(WHOLE);
      }
    }
  });
});
