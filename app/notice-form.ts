import type { Fault } from '#server/contract/problem';
import { ADVICE_CODES, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { clockOf } from './readings';
import { textIn, ticksIn } from './typed-fields';

/** What the form of a notice says. */
export const noticeIn = (form: FormData) => {
  const faults: Fault[] = [];
  const validUntil = clockOf(form, faults)('jusqu-a', '/validUntil');
  if (faults.length > 0) return { ok: false, faults } as const;
  const by = textIn(form, 'au-nom');
  const professions = PROFESSIONS.filter((each) => ticksIn(form, 'profession').includes(each));
  const json = {
    ...(by === null ? {} : { by }),
    ...{ validUntil, sourceUrl: textIn(form, 'source') },
    title: textIn(form, 'titre') ?? '',
    body: textIn(form, 'texte') ?? '',
    professions: professions.length === PROFESSIONS.length ? ('all' as const) : professions,
    platforms: ticksIn(form, 'plateforme'),
    advice: ADVICE_CODES.find((code) => code === form.get('conseil')) ?? null,
  };
  return { ok: true, json } as const;
};
