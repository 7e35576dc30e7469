import { beforeAll, describe, expect, it } from 'vitest';
import pages from '#app/routes';
import { useDashboard } from '../support/runner/pages';
import { fillUnchecked, shownOn } from '../support/runner/sent-forms';
import { loadOutage } from '../support/world/outage';
import { ELSEWHERE, REFUSED_FORMS, type Who } from '../support/world/refused-forms';
import { aPerson, type Person } from '../support/world/sign-in';

/** What is typed wrong is told at its field, in words, with all that was typed: every form of the writers' space. */

/** What only programs are told. */
const FOR_PROGRAMS =
  /\/api\/|\b(POST|GET|PUT|JSON|ETag|If-Match|Idempotency-Key|Retry-After|expected|Invalid|Too (big|small))\b|description de l’API|Refusé par une règle|Question mal formée/;

const SECRET = /passe|code$|secret/;

describe('what is typed wrong in the writers’ space', () => {
  const dashboard = useDashboard();
  let people: Record<Who, Person>;
  beforeAll(async () => {
    await loadOutage(dashboard.db(), 'panne');
    people = {
      desk: await aPerson(dashboard, { organisation: 'desk' }),
      operator: await aPerson(dashboard, {
        organisation: 'viamedis',
        role: 'manager',
        email: 'chef@viamedis.example',
      }),
    };
    await aPerson(dashboard, { organisation: 'viamedis' });
  });

  it.each(Object.entries(REFUSED_FORMS))('%s is told at its field, in words, and kept', async (_, row) => {
    const own = row.who ? await people[row.who].signedIn({ isFresh: !row.isStale }) : {};
    const page = await dashboard.visit(row.path, { javaScriptEnabled: false, ...own });
    const form = row.geste
      ? `main form:has([name="geste"][value="${row.geste}"])`
      : 'main form[method="post"]:has(.field, .checks, select)';
    await fillUnchecked(page, form, row.typed);
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'POST'),
      page.waitForEvent('load'),
      page
        .locator(form)
        .first()
        .locator(`button[type="submit"]${row.geste ? '' : ':not([name])'}`)
        .first()
        .click(),
    ]);
    expect(answer.status()).toBeGreaterThanOrEqual(400);
    const shown = await shownOn(page, form);
    const isAt = (name: string) =>
      row.at.startsWith('^') ? name.startsWith(row.at.slice(1)) : name === row.at;
    const fault = shown.wrong.find(({ name }) => isAt(name));
    expect(fault, JSON.stringify(shown)).toBeDefined();
    expect(fault?.said).toMatch(row.said);
    expect(`${shown.note} ${fault?.said}`).not.toMatch(FOR_PROGRAMS);
    // Browsers give it once the page is painted.
    await expect
      .poll(async () => isAt((await shownOn(page, form)).focused ?? ''), { message: 'le curseur' })
      .toBe(true);
    for (const [name, value] of Object.entries(row.typed))
      if (!SECRET.test(name) && !name.startsWith('^') && value.length + Number(typeof value === 'string') > 0)
        expect(shown.held[name], name).toEqual(typeof value === 'string' ? [value] : value);
    expect(await page.content()).not.toContain('ce n’est pas lui');
  });

  it('is looked for in every form of the space', () => {
    type Node = { path?: string; children?: readonly Node[] };
    const under = (nodes: readonly Node[], above: string): string[] =>
      nodes.flatMap(({ path, children }) => {
        const pattern = path === undefined ? above : `${above}/${path}`;
        return children ? under(children, pattern) : [pattern];
      });
    const patterns = under(pages as readonly Node[], '').filter((path) => path.startsWith('/espace/'));
    const READ_ONLY =
      /journal|annuaire$|modele|espace$|espace\/avis$|annuaire\/:mutuelle\/|espace\/incidents\/nouveau\?/;
    const fits = (pattern: string, path: string): boolean =>
      new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path.split('?')[0] ?? '');
    const tried = Object.values(REFUSED_FORMS).map(({ path }) => path);
    const missed = patterns.filter(
      (pattern) =>
        !READ_ONLY.test(pattern) && !(pattern in ELSEWHERE) && !tried.some((path) => fits(pattern, path)),
    );
    expect(missed).toEqual([]);
  });
});
