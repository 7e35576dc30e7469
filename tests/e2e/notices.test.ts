import { beforeAll, describe, expect, it } from 'vitest';
import { CRISIS, useDashboard } from '../support/runner/pages';
import { load } from '../support/world/datasets';

const HOSTILE = [
  '### Ce qui change',
  'Demandez la **carte papier** et lisez [la page d’ameli](https://www.ameli.fr/pharmacien).',
  '- [faux site](https://evil.example/piege)\n- [script](javascript:document.title="pris")\n- <https://portail.viamedis.net/>',
  '<script>document.title="pris"</script>',
  'Une image <img src="x" onerror="document.title=\'pris\'"> et ![une autre](https://evil.example/p.png).',
  '> Rien n’est coupé.',
].join('\n\n');

const aNotice = (given: Record<string, unknown>) => ({
  by: 'fspf',
  publishedAt: '2024-02-02T09:00:00+01:00',
  validUntil: '2024-03-03T09:00:00+01:00',
  professions: ['pharmacist'],
  platforms: ['viamedis'],
  advice: null,
  ...given,
});

const NOTICES = [
  aNotice({ id: 'hostile', title: 'Avis mal écrit', body: HOSTILE }),
  aNotice({
    id: 'hasty',
    title: 'Avis trop rapide',
    body: 'Suspendez le tiers payant.',
    withdrawnAt: '2024-02-02T11:00:00+01:00',
  }),
  aNotice({
    id: 'mended',
    publishedAt: '2024-02-02T11:00:00+01:00',
    title: 'Avis corrigé',
    body: 'Ne suspendez *rien*.',
    corrects: 'hasty',
  }),
  aNotice({
    id: 'recalled',
    title: 'Avis retiré sans suite',
    body: 'Rien.',
    withdrawnAt: '2024-02-02T11:30:00+01:00',
  }),
];

describe('the notices, as readers see them', () => {
  const { visit, db } = useDashboard();
  beforeAll(async () => {
    const done = await load(db(), { format: 'comptoir-dataset/1', notices: NOTICES });
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  });

  it('sets what the union wrote: title, bold, list, quote', async () => {
    const page = await visit(`/avis/hostile?${CRISIS}`);
    const text = page.locator('.prose-text');
    expect(await text.locator('h3').innerText()).toBe('Ce qui change');
    expect(await text.locator('strong').innerText()).toBe('carte papier');
    expect(await text.locator('li').count()).toBe(3);
    expect(await text.locator('blockquote').innerText()).toContain('Rien n’est coupé.');
  });

  it('runs nothing of what a text holds, and hides nothing of it either', async () => {
    const page = await visit(`/avis/hostile?${CRISIS}`);
    const text = page.locator('.prose-text');
    const said = await text.innerText();
    expect(said).toContain('<script>document.title="pris"</script>');
    expect(said).toContain('<img src="x" onerror=');
    expect(said).toContain('une autre (https://evil.example/p.png)');
    expect(await text.locator('script, img').count()).toBe(0);
    expect(await page.title()).toContain('Avis mal écrit');
  });

  it('leads only to public sites and those of the directory, each address in full', async () => {
    const page = await visit(`/avis/hostile?${CRISIS}`);
    const text = page.locator('.prose-text');
    const links = await text
      .locator('a')
      .evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]));
    expect(links).toEqual([
      ['la page d’ameli (https://www.ameli.fr/pharmacien)', 'https://www.ameli.fr/pharmacien'],
      ['https://portail.viamedis.net/', 'https://portail.viamedis.net/'],
    ]);
    const said = await text.innerText();
    expect(said).toContain('faux site (https://evil.example/piege)');
    expect(said).toContain('script (javascript:');
  });

  it('says that a notice was replaced, and leads to its correction and back', async () => {
    const page = await visit(`/avis/hasty?${CRISIS}`, { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    expect(text).toContain('Corrigé par un avis du vendredi 2 février 2024');
    expect(text).toContain('Remplacé le vendredi 2 février 2024, 11:00');
    expect(text).toContain('Suspendez le tiers payant.');
    await page.locator('a', { hasText: 'lire la correction' }).click();
    await page.waitForURL(/avis\/mended\?at=/);
    expect(await page.locator('main').innerText()).toContain('Corrige l’avis du vendredi 2 février 2024');
  });

  it('knows nothing of a correction before it was published', async () => {
    const page = await visit('/avis/hasty?at=2024-02-02T10:00:00%2B01:00');
    expect(await page.locator('main').innerText()).not.toMatch(/Corrigé|Remplacé|Retiré/);
  });

  it('marks in the list what was replaced and what was withdrawn', async () => {
    const page = await visit(`/avis?${CRISIS}`);
    const line = (title: string) => page.locator('.notices li', { hasText: title }).innerText();
    expect(await line('Avis trop rapide')).toContain('Remplacé le vendredi 2 février 2024, 11:00');
    expect(await line('Avis trop rapide')).toContain('lire la correction');
    expect(await line('Avis retiré sans suite')).toContain('Retiré le vendredi 2 février 2024, 11:30');
    expect(await line('Avis corrigé')).toContain('corrige un avis');
    const said = await page.locator('main').innerText();
    expect(said.indexOf('Avis corrigé')).toBeLessThan(said.indexOf('Avis retirés ou remplacés'));
    expect(said.indexOf('Avis retirés ou remplacés')).toBeLessThan(said.indexOf('Avis trop rapide'));
  });

  it('gives on the board the author and the validity of each notice in force', async () => {
    const page = await visit(`/pharmacien?${CRISIS}`);
    const notices = await page.locator('section', { has: page.locator('#avis') }).innerText();
    expect(notices).toContain('FSPF, syndicat · 2 février, jusqu’au 3 mars');
    expect(notices).toContain('Ne suspendez rien.');
    expect(notices).not.toContain('Avis trop rapide');
    expect(notices).not.toContain('Avis retiré sans suite');
  });

  it('shows on the answer the advice of two unions side by side, stacked on a phone, and the other notices', async () => {
    for (const [width, isBeside] of [
      [1280, true],
      [390, false],
    ] as const) {
      const page = await visit(`/pharmacien/malakoff-humanis?${CRISIS}`, {
        viewport: { width, height: 900 },
      });
      const result = page.locator('section', { has: page.locator('#faire') });
      const [first, second] = [result.getByLabel('FSPF'), result.getByLabel('USPO')];
      expect(await first.innerText()).toContain('syndicat');
      expect(await first.innerText()).toContain('Conseil\u202f: Continuez à facturer au vu de la carte.');
      expect(await second.innerText()).toContain('Conseil\u202f: Attendez les consignes de votre syndicat.');
      const [left, right] = [await first.boundingBox(), await second.boundingBox()];
      expect(Math.abs((left?.y ?? 0) - (right?.y ?? 0)) < 2, `${width} px`).toBe(isBeside);
      expect(await result.innerText()).toContain('Avis corrigé');
    }
  });
});
