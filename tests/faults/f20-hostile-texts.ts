import { MINUTE, shift } from '#server/domain/facts/intervals';
import { FEW_PROCESSES, openBrowser } from '../support/runner/browser';
import { openWatched, type Watched } from '../support/runner/watched-page';
import { XSS_CORPUS } from '../support/world/hostile-texts';
import { openPeople } from './doors/cast';
import { ask } from './kit/asking';
import { startServer } from './kit/server';
import { atEnd, progress, type Row, result, tally } from './kit/support';
import { dated, fed, pictured, tabled } from './texts/formats';
import { mailed, posted, pushed } from './texts/messages';
import { walkPages } from './texts/pages';
import { fill, TEXTS } from './texts/record';

/** So many of the texts run or fetch something where they are written as they are: else nothing would be seen. */
const RAW = 60;

/** The same texts as markup, as nobody draws them: what is seen of it. */
const writtenRaw = async ({ draw }: Watched) => {
  const seen = { ran: 0, strange: 0 };
  for (const text of XSS_CORPUS) {
    const found = await draw(`<main>${text}</main>`);
    seen.ran += Number(found.some((each) => !each.startsWith('holds')));
    seen.strange += Number(found.length > 0);
  }
  return seen;
};

/** By the doors of those who write: what they refuse, and what of it is on record then. */
const writeByDoors = async (origin: string, headers: Record<string, string>) => {
  const statuses: number[] = [];
  for (const text of TEXTS) {
    const notice = { title: text.slice(0, 200), body: text, professions: ['pharmacist'], platforms: [] };
    statuses.push((await ask(origin, { path: '/api/v1/notices', body: notice, headers })).status);
  }
  return tally(statuses);
};

export const f20: Row = {
  id: 'F20',
  broken:
    'XSS corpus (≥ 150) through notice, title, names, mail, push, groups of others, CSV, feeds, SVG, calendar, reflected addresses',
  target: '0 executed in Chromium, no raw HTML survives; CSP with nonce, no inline script',
  async run() {
    const server = await startServer();
    const { origin } = server;
    const { db, person } = await openPeople(server);
    const begun = shift(new Date(), -XSS_CORPUS.length * MINUTE - 10 * MINUTE);
    await fill(db, begun);
    const union = await person('fspf');
    const desk = await (await person('desk')).session();
    const doors = await writeByDoors(origin, await union.session());
    progress('F20', `${TEXTS.length} textes au registre ; par les portes : ${result(doors)}`);
    const platforms = (await db.selectFrom('platform').select('id').execute()).map(({ id }) => id);

    const browser = await openBrowser(FEW_PROCESSES);
    atEnd(() => browser.close());
    const watched = await openWatched(browser);
    const raw = await writtenRaw(watched);
    progress('F20', `écrits tels quels : ${raw.ran} agissent, ${raw.strange} font plus que du texte`);
    const messages = [...(await mailed(watched)), ...posted(), ...(await pushed())];
    progress('F20', `messages : ${messages.length} fautes`);
    const pictures = await pictured(watched);
    const feeds = await fed(watched, origin, begun);
    const calendar = await dated(origin, platforms);
    const csv = await tabled(origin, desk);
    const formats = [...pictures, ...feeds.faults, ...calendar.faults, ...csv.faults];
    progress('F20', `formats : ${formats.length} fautes`);
    const pages = await walkPages(browser, origin, desk);

    const faults = [
      ...messages,
      ...formats,
      ...pages.ran,
      ...pages.strange,
      ...pages.unguarded,
      ...pages.failed,
    ];
    return {
      isMet:
        faults.length === 0 &&
        XSS_CORPUS.length >= 150 &&
        raw.ran >= RAW &&
        (doors[201] ?? 0) > 0 &&
        feeds.entries >= 2 * 3 * TEXTS.length &&
        calendar.events === TEXTS.length &&
        csv.rows > 0,
      measured:
        `${XSS_CORPUS.length} texts, of which ${raw.ran} run or fetch something where they are written raw (control); ` +
        `${TEXTS.length} on record in every place; notices by HTTP ${result(doors)}; ${pages.all} pages in Chromium without ` +
        `their policy: ${pages.ran.length} executed, ${pages.strange.length} that hold more than text, ` +
        `${pages.unguarded.length} without a policy by nonce, ${pages.failed.length} failed, ${pages.errors.length} errors of ` +
        `a page’s own; ${XSS_CORPUS.length} mails, posts to Slack, Teams and Discord, and notifications: ${messages.length} ` +
        `faults; badges and cards, ${feeds.entries} entries of feeds (Atom, RSS, JSON), ${calendar.events} events, ` +
        `${csv.rows} rows of CSV: ${formats.length} faults` +
        `${[...faults, ...pages.errors].length > 0 ? `: ${[...faults, ...pages.errors].slice(0, 6).join(' · ')}` : ''}`,
    };
  },
};
