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
