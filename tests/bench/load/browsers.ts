/** What browsers of people send, whole: a bench without it measures programs. */

export type Headers = Record<string, string>;

const CHROMIUM: Headers = {
  Connection: 'keep-alive',
  'sec-ch-ua': '"Chromium";v="147", "Not.A/Brand";v="8"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Windows"',
  'User-Agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Accept-Language': 'fr-FR,fr;q=0.9,en;q=0.8',
};

/** Somebody opens a page. */
const OPENING: Headers = {
  ...CHROMIUM,
  'Upgrade-Insecure-Requests': '1',
  Accept:
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-user': '?1',
  'sec-fetch-dest': 'document',
};

/** A script of a page of ours asks. */
const ASKING: Headers = {
  ...CHROMIUM,
  Accept: '*/*',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
};

export const headersOf = (what: 'page' | 'JSON'): Headers => (what === 'page' ? OPENING : ASKING);

/** Of the audience counter of some other site of the same domain. */
const OF_STRANGERS = '_ga=GA1.1.1907354652.1764316800';
/** As our board leaves it (`app/client/professions.ts`). */
const REMEMBERED = 'profession=optician';

/** Of a browser that was here before; `session`: what signing in left in it. */
export const cookiesOf = (session?: string): Headers => ({
  Cookie: [REMEMBERED, OF_STRANGERS, session].filter((each) => each !== undefined).join('; '),
});

/** The address as somebody shares it: `{turn}` is another for each request, as each share has its own. */
export const sharedLink = (path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}utm_source=newsletter&fbclid=IwAR1{turn}abc`;

/** A whole request as it crosses the wire. */
export const requestOf = (path: string, port: number, headers: Headers): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
