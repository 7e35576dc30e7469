import type { Frame, Page } from 'playwright-core';

const VERDICTS =
  /\b(Oui|Non|Avec réserve|Selon la carte|Paiement (normal|retardé|suspendu)|[Aa]ucun incident|[Dd]éclaré ou constaté|[Pp]rise en charge coupée)\b/;
const DOUBT = /À vérifier|était/;

/** What a page still says as if it were of now: texts with a verdict or its reason and no doubt, signs that are not « ? ». */
export const undoubted = async (page: Page | Frame): Promise<string[]> => {
  const { texts, signs } = await page.evaluate(() => {
    const walked = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walked.nextNode()) texts.push(walked.currentNode.textContent ?? '');
    const uses = [...document.querySelectorAll('use')];
    return { texts, signs: uses.map((use) => use.getAttribute('href') ?? '') };
  });
  return [
    ...texts.filter((text) => VERDICTS.test(text) && !DOUBT.test(text)),
    ...signs.filter((sign) => /^#(sign|pay)-(?!unknown)/.test(sign)),
  ];
};

/** What of a page carries its own date or defines a word: the past, quotations, legends. */
const DATED = ['jours', 'voix', 'etapes', 'disponibilite', 'annee'];

/**
 * What still passes for an answer of now on a page that is past its time, each told in words; an empty list is a page
 * in doubt from top to bottom. The green of « Oui » is looked for everywhere, in the dated parts too.
 */
export const leftUndoubted = (page: Page): Promise<string[]> =>
  page.evaluate((dated) => {
    const found: string[] = [];
    const inParts = dated.map((id) => `section[aria-labelledby="${id}"] *`).join(', ');
    const isDated = (element: Element) => element.matches(inParts);
    const main = document.querySelector('main');
    if (!main) return ['pas de page'];

    for (const use of main.querySelectorAll('use')) {
      const sign = use.getAttribute('href') ?? '';
      const isOfState = /^#(sign|pay)-/.test(sign) && !/^#(sign-unknown|sign-none|pay-unknown)$/.test(sign);
      if (isOfState && !isDated(use))
        found.push(`signe ${sign} : ${use.closest('li, tr, p, h1, h2, a, article')?.textContent}`);
    }
    for (const element of main.querySelectorAll('.is-possible, .is-restricted, .is-suspended, .is-depends'))
      if (!isDated(element)) found.push(`classe ${element.className}`);
    for (const element of main.querySelectorAll('.verdict, h1 .word'))
      if (!isDated(element) && !/^(À vérifier|Non renseigné)/.test(element.textContent ?? ''))
        found.push(`mot ${element.textContent}`);

    const words = `${document.title} ${main.innerText}`;
    for (const [phrase] of words.matchAll(/.{0,30}(maintenant|aucun incident connu|à cette heure)/gi))
      found.push(`phrase ${phrase}`);
    if (/Rien de particulier/.test(words)) found.push('phrase Rien de particulier');

    const isGreen = (colour: string): boolean => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      return colour.startsWith('rgb') && alpha > 0 && green > red + 20 && green > blue + 20;
    };
    for (const element of document.querySelectorAll('body *')) {
      const { color, backgroundColor, fill, stroke, borderTopColor } = getComputedStyle(element);
      if ([color, backgroundColor, fill, stroke, borderTopColor].some(isGreen))
        found.push(`vert : <${element.tagName} class="${element.getAttribute('class')}">`);
    }
    return found.map((each) => each.replace(/\s+/g, ' ').slice(0, 160)).slice(0, 20);
  }, DATED);
