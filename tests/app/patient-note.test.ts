import { describe, expect, it } from 'vitest';
import { noteOf } from '#app/print/note';
import { directionOf, frenchNote, LANGUAGES, type NoteSentence } from '#app/words/patient-note';
import { noteSentence } from '#app/words/patient-note-translations';
import type { Verdict } from '#server/domain/facts/vocabulary';

const answer = (verdict: Verdict, codes: readonly 'amo-part-continues'[] = []) => ({
  verdict,
  payment: 'normal' as const,
  reason: 'presumed',
  advice: codes.map((code) => ({ code, by: null, noticeId: null })),
});

describe('what is handed to a patient who pays today', () => {
  it.each([
    ['suspended', 'closed'],
    ['restricted', 'disturbed'],
    ['depends', 'unverified'],
    ['unknown', 'unverified'],
  ] as const)('%s: says %s, then what to do', (verdict, why) => {
    expect(noteOf(answer(verdict), false)).toEqual([why, 'pay', 'keep', 'send', 'caution']);
  });
  it('says that the statutory share goes on where that is known', () => {
    expect(noteOf(answer('suspended', ['amo-part-continues']), false)).toContain('statutory');
    expect(noteOf(answer('suspended', ['amo-part-continues']), true)).not.toContain('statutory');
  });
  it('is not there where nobody has to pay, unless nobody confirms it any more', () => {
    expect(noteOf(answer('possible'), false)).toBeNull();
    expect(noteOf(answer('possible'), true)).toContain('unverified');
  });

  const sentences = Object.keys(frenchNote) as NoteSentence[];
  it.each(LANGUAGES)(
    'in %s: every sentence is there, nobody is named, and whoever read it again is',
    (language) => {
      for (const sentence of sentences) {
        const { said, translation } = noteSentence(language, sentence);
        expect(said.length).toBeGreaterThan(5);
        expect(said).not.toMatch(/\d|Viamedis|Almerys/);
        expect(translation).toEqual(language === 'fr' ? null : { said, readBy: null });
      }
    },
  );
  it('reads from the right in Arabic alone', () => {
    expect(LANGUAGES.filter((each) => directionOf(each) === 'rtl')).toEqual(['ar']);
  });
});
