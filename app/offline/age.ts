/* Watches the age of a page that nothing else keeps up to date: one of a copy, or one framed by somebody else's page. */
import { isIgnoredParameter } from '#server/contract/ignored-parameters';
import { doubtOf } from '../widget/age';

const LOOK_MS = 10_000;
const REFRESH_MS = 60_000;

const root = document.documentElement;
const asked = [...new URLSearchParams(location.search).keys()];
/** `choisir` only keeps the first page from leading on. */
const asksOther = asked.some((name) => !isIgnoredParameter(name) && name !== 'choisir');

/** By `performance.now()`: when what is shown came. */
let receivedAt = 0;

/** Where the page says its age. Its `data-*` hold what it will say later; « {} » stands for what was said until then. */
const ageOfPage = () => document.querySelector<HTMLElement>('[data-until]');

const say = (age: HTMLElement, text: string): void => {
  const { notAsked } = age.dataset;
  age.textContent = text;
  if (!asksOther || notAsked === undefined) return;
  root.classList.add('is-not-asked');
  const strong = document.createElement('strong');
  strong.textContent = notAsked;
  age.prepend(strong, ' ');
};

const textOf = (each: Element): string => each.textContent ?? '';
const filled = (form: string, was: string): string => form.replace('{}', () => was);
const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Every verdict, reason and title, in words and not only by a style: what is read aloud or copied must doubt too. */
const turn = ({ word = '{}', reason = '{}', title = '{}' }: DOMStringMap): void => {
  root.classList.add('is-stale');
  document.title = filled(title, document.title);
  for (const each of document.querySelectorAll('h1, .calm')) each.textContent = filled(title, textOf(each));
  for (const each of document.querySelectorAll<HTMLElement>('[data-judged]')) {
    const was = textOf(each);
    const isReason = each.dataset.judged === 'reason';
    const isDoubted = was === '' || word.startsWith(was);
    if (!isDoubted) each.textContent = isReason ? filled(reason, uncapital(was)) : filled(word, was);
  }
  for (const [drawn, sign] of Object.entries({ 'sign-': '#sign-unknown', 'pay-': '#pay-unknown' }))
    for (const each of document.querySelectorAll(`use[href^="#${drawn}"]`)) each.setAttribute('href', sign);
};

const look = (): void => {
  const age = ageOfPage();
  if (!age || root.classList.contains('is-stale')) return;
  const { made = '', until = '', stale = '', clocksApart = '' } = age.dataset;
  const doubt = doubtOf(
    { generatedAt: made, validUntil: until },
    { sentAgo: 0, receivedAt },
    { now: Date.now(), running: performance.now() },
  );
  if (doubt === null) return;
  say(age, doubt === 'due' ? stale : clocksApart);
  turn(age.dataset);
};

/** A frame is asked for again in place: were it loaded again, an error page would take its place for good. */
const refresh = async (): Promise<void> => {
  const isRecent = performance.now() - receivedAt < LOOK_MS && !root.classList.contains('is-stale');
  if (document.hidden || isRecent || !document.querySelector('[data-refreshed]')) return;
  const response = await fetch(location.href, { cache: 'no-cache' });
  if (!response.ok) return;
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!next.querySelector('[data-until]')) return;
  const wasFocused = document.activeElement instanceof HTMLAnchorElement;
  document.title = next.title;
  document.body.replaceChildren(...next.body.childNodes);
  root.classList.remove('is-stale');
  receivedAt = performance.now();
  if (wasFocused) document.querySelector('a')?.focus();
  look();
};
/** A failed request leaves what is shown, until it runs out. */
const tryRefresh = (): void => void refresh().catch(() => undefined);
const comeBack = (): void => {
  look();
  tryRefresh();
};

root.classList.add('is-watched');
const age = ageOfPage();
if (age && asksOther) say(age, textOf(age));
look();
setInterval(look, LOOK_MS);
setInterval(tryRefresh, REFRESH_MS);
document.addEventListener('visibilitychange', comeBack);
addEventListener('online', comeBack);
addEventListener('pageshow', ({ persisted }) => persisted && comeBack());
