import { describe, expect, it } from 'vitest';
import { CRISIS, useReaders } from '../support/runner/pages';

describe('a patient is waiting: find a mutuelle', () => {
  const { open, visit } = useReaders();
  const search = 'input[name=q]';
  const options = '[role=option]';

  it.each([
    ['aesio', 'Aésio mutuelle'],
    ['MALAKOF', 'Malakoff Humanis'],
    ['harmoni mut', 'Harmonie Mutuelle'],
    ['00410001', 'Allianz'],
    ['410001', 'Allianz'],
  ])('typing « %s » shows %s and its answer', async (typed, name) => {
    const page = await visit(`/opticien?${CRISIS}`);
    await page.locator(search).pressSequentially(typed);
    await expect.poll(() => page.locator(options).first().innerText()).toContain(name);
    expect(await page.locator(options).first().innerText()).toMatch(/Oui|Non|Selon la carte|À vérifier/);
  });

  it('answers from the keystroke without asking the network', async () => {
    const page = await open(`/opticien?${CRISIS}`);
    await page.locator(search).pressSequentially('m');
    await page.locator(options).first().waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.locator(search).pressSequentially('alakoff');
    await expect.poll(() => page.locator(options).first().innerText()).toContain('Malakoff');
    expect(asked).toEqual([]);
  });

  it('by keyboard alone: « / » to come here, arrows to choose, Enter to open, Escape to clear', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    await page.locator('h1').click();
    await page.keyboard.press('/');
    await page.keyboard.type('mgen');
    await page.locator(options).nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(options).nth(1).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowUp');
    const chosen = await page.locator(`${options}[aria-selected=true]`).innerText();
    expect(chosen).toContain('MGEN');
    await page.keyboard.press('Escape');
    expect(await page.locator(search).inputValue()).toBe('');
    await page.keyboard.type('malakoff hum');
    await expect.poll(() => page.locator(options).first().innerText()).toContain('Malakoff Humanis');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/opticien\/malakoff-humanis\?at=/);
    await expect.poll(() => page.locator('h1').innerText()).toContain('Malakoff Humanis');
  });

  it('« harm » and Enter opens the Harmonie that most know; of two alike, one has to choose', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    await page.locator(search).pressSequentially('mutuelle de');
    await page.locator(options).nth(1).waitFor();
    expect(await page.locator(`${options}[aria-selected=true]`).count()).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.results-foot').innerText()).toContain('choisissez');
    expect(new URL(page.url()).pathname).toBe('/opticien');
    await page.locator(search).fill('harm');
    await expect.poll(() => page.locator(`${options}[aria-selected=true]`).innerText()).toContain('Harmonie');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/opticien\/harmonie-mutuelle\?at=/);
  });

  it('« / » in an empty field is no character, and what was typed is there after a step back', async () => {
    const page = await open(`/opticien?${CRISIS}`);
    await page.locator(search).focus();
    await page.keyboard.type('/00410001');
    expect(await page.locator(search).inputValue()).toBe('00410001');
    await page.keyboard.press('Escape');
    await page.keyboard.type('malakoff hum');
    await page.locator(options).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/malakoff-humanis/);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goBack();
    await expect.poll(() => page.locator(search).inputValue()).toBe('malakoff hum');
    await page.locator(options).first().waitFor();
    expect(asked.filter((url) => url.includes('malakoff'))).toEqual([]);
  });

  it('a guess is said to be one, an operator is found, a number of nobody is said so', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    await page.locator(search).pressSequentially('malakkoff');
    await expect.poll(() => page.locator(options).first().innerText()).toContain('Vouliez-vous dire');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).pathname).toBe('/opticien');
    await page.locator(search).fill('99 999 999');
    await expect
      .poll(() => page.locator('.results-foot').innerText())
      .toMatch(/Numéro inconnu de l’annuaire \(\d+ connus\)/);
    await page.locator(search).fill('viamedis');
    await expect.poll(() => page.locator(options).first().innerText()).toContain('opérateur');
    await page.locator(search).press('Enter');
    await page.waitForURL(/\/opticien\/operateur\/viamedis\?at=/);
  });

  it('a scan keeps the type and the CSR, which go with the answer', async () => {
    const page = await visit('/opticien');
    await page.locator(search).focus();
    await page.keyboard.insertText('00401737\u001dIS\u001d003\u001d1850299123456');
    await expect.poll(() => page.locator(options).first().innerText()).toContain('MNPAF');
    expect(await page.locator(search).inputValue()).toBe('00401737-IS-003');
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/opticien\/mnpaf\?code=IS&csr=003$/);
  });

  it('by a scanner in keyboard mode: AZERTY digits repaired, the rest of the card neither read nor kept', async () => {
    const page = await open('/opticien');
    await page.locator(search).focus();
    await page.keyboard.type("àà'&ààà&");
    await expect.poll(() => page.locator(options).first().innerText()).toContain('Allianz');
    await page.locator(search).fill('');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.keyboard.insertText('00410001\u001d1850299123456');
    await expect.poll(() => page.locator(options).first().innerText()).toContain('Allianz');
    expect(await page.locator(search).inputValue()).not.toContain('1850299123456');
    expect(await page.locator('main').innerText()).toMatch(/n’est ni lu ni gardé/);
    expect(asked.filter((url) => url.includes('1850299'))).toEqual([]);
  });
});
