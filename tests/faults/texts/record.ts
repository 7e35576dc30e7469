import type { Db } from '#db/database';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { load } from '../../support/world/datasets';
import { XSS_CORPUS } from '../../support/world/hostile-texts';
import { isQuick } from '../kit/support';

/** What PostgreSQL cannot hold no door lets in. */
const isHeld = (text: string): boolean => !text.includes('\u0000');
/** So many are put in the record: feeds show the newest alone, and are asked at an instant of each lot. */
export const LOT = 45;

export const TEXTS: readonly string[] = XSS_CORPUS.filter(isHeld).filter(
  (_, place) => !isQuick || place % 8 === 0,
);

/** When what bears a text came on record. */
const cameAt = (begun: Date, place: number): string => shift(begun, place * MINUTE).toISOString();

/** Every text as the name of a mutuelle and of who speaks, and as the words of an incident, a notice, a maintenance, a payment. */
export const fill = async (db: Db, begun: Date): Promise<void> => {
  const platforms = await db.selectFrom('platform').select('id').orderBy('id').execute();
  const platformOf = (place: number): string => platforms[place % platforms.length]?.id ?? '';
  const each = <T>(make: (text: string, place: number) => T): T[] => TEXTS.map(make);
  const tomorrow = shift(new Date(), 30 * 60 * MINUTE);
  const loaded = await load(db, {
    format: 'comptoir-dataset/1',
    mutuelles: each((text, place) => ({ id: `m-${place}`, name: text, aliases: [text] })),
    platforms: TEXTS.slice(0, 12).map((text, place) => ({
      id: `p-${place}`,
      name: text,
      kind: 'operator',
      flows: ['pec'],
    })),
    conventions: each((text, place) => ({
      mutuelle: `m-${place}`,
      platform: place < 12 ? `p-${place}` : platformOf(place),
      professions: 'all',
      from: '2024-01-01',
      source: {
        url: `https://source.example/${encodeURIComponent(text)}`,
        kind: text,
        asOf: '2024-01',
        confidence: 'high',
      },
    })),
    organisations: each((text, place) => ({ id: `o-${place}`, name: text, kind: 'authority' })),
    incidents: each((text, place) => ({
      id: `i-${place}`,
      title: text,
      cause: text,
      platforms: [platformOf(place)],
    })),
    updates: each((text, place) => ({
      ...{ id: `u-${place}`, incident: `i-${place}`, by: `o-${place}`, text },
      ...{ effectiveAt: cameAt(begun, place), recordedAt: cameAt(begun, place) },
    })),
    statements: each((text, place) => ({
      ...{ id: `s-${place}`, incident: `i-${place}`, by: `o-${place}`, text, sourceUrl: text },
      ...{ platform: platformOf(place), flows: ['pec'], professions: 'all', health: 'degraded' },
      ...{ effectiveAt: cameAt(begun, place), recordedAt: cameAt(begun, place) },
    })),
    maintenances: each((text, place) => ({
      ...{
        id: `w-${place}`,
        by: `o-${place}`,
        platform: platformOf(place),
        flows: ['pec'],
        professions: 'all',
        text,
      },
      ...{
        from: shift(tomorrow, place * MINUTE).toISOString(),
        to: shift(tomorrow, (place + 90) * MINUTE).toISOString(),
      },
      recordedAt: cameAt(begun, place),
    })),
    notices: each((text, place) => ({
      ...{ id: `n-${place}`, by: `o-${place}`, professions: 'all', title: text, body: text, sourceUrl: text },
      publishedAt: cameAt(begun, place),
    })),
    payments: each((text, place) => ({
      ...{
        id: `d-${place}`,
        by: `o-${place}`,
        platform: platformOf(place),
        professions: 'all',
        state: 'missing',
      },
      ...{ day: cameAt(begun, place).slice(0, 10), recordedAt: cameAt(begun, place), text },
    })),
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal.slice(0, 5)));
};

/** Instants at which each lot is the newest that is known. */
export const lots = (begun: Date): string[] =>
  Array.from({ length: Math.ceil(TEXTS.length / LOT) }, (_, lot) =>
    shift(begun, Math.min((lot + 1) * LOT, TEXTS.length) * MINUTE - MINUTE / 2).toISOString(),
  );
