/* <comptoir-statut profession="opticien"></comptoir-statut>. No dependency, no cookie, nothing is sent. */

import { dayNumber } from '#server/contract/calendar';
import type { Profession } from '#server/domain/facts/vocabulary';
import { datingOf } from '../words/instants';
import { professionOfSlug } from '../words/professions';
import { widgetWords as words } from '../words/widget';
import { ageOf, type Came, doubtOf } from './age';
import { element, operators, STYLE } from './drawing';
import { type Reading, readState, type Source, type State } from './reading';

const ASK = 60_000;
const LOOK = 10_000;
/** A copy may be replaced while it is read, and an instance may be a moment behind: it is read again. */
const AGAIN = 2_000;
/** A page that comes back, from sleep, another tab or the network: looked at before it is seen, then asked for. */
const WAKING = ['visibilitychange', 'pageshow', 'focus', 'online'] as const;

const script = document.currentScript as HTMLScriptElement | null;
const ORIGIN = script?.src ? new URL(script.src).origin : location.origin;

const frame = (slug: string): HTMLIFrameElement => {
  const made = element('iframe');
  made.src = `${ORIGIN}/embed/${encodeURIComponent(slug)}`;
  made.title = words.frame;
  return made;
};

const clocksNow = () => ({ now: Date.now(), running: performance.now() });

type Shown = { state: State; isSigned: boolean; came: Came };

class ComptoirStatut extends HTMLElement {
  #shown: Shown | null = null;
  #refused: string | null = null;
  #timers: number[] = [];

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    void this.ask();
    this.#timers = [
      window.setInterval(() => void this.ask(), ASK),
      window.setInterval(() => this.show(), LOOK),
    ];
    for (const event of WAKING) window.addEventListener(event, this.#wake);
  }

  disconnectedCallback(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const event of WAKING) window.removeEventListener(event, this.#wake);
  }

  #wake = (): void => {
    this.show();
    const shown = this.#shown;
    const isAmiss = shown ? doubtOf(shown.state, shown.came, clocksNow()) !== null : this.#refused !== null;
    if (isAmiss) void this.ask();
  };

  get slug(): string {
    return this.getAttribute('profession') ?? 'pharmacien';
  }

  get source(): Source {
    const mirror = this.getAttribute('src');
    const keys = this.getAttribute('keys')?.match(/\S+/g);
    return {
      origin: ORIGIN,
      mirror: mirror === null ? null : new URL(mirror, document.baseURI).href.replace(/\/$/, ''),
      pinned: keys?.map((publicKey) => ({ publicKey, until: null })) ?? null,
    };
  }

  async ask(): Promise<void> {
    const { source } = this;
    try {
      let reading = await readState(source);
      if ('refused' in reading.checked) {
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
        reading = await readState(source);
      }
      this.take(reading, source);
    } catch {
      if (!this.#shown && this.#refused === null) {
        if (source.mirror === null) return this.shadowRoot?.replaceChildren(frame(this.slug));
        this.#refused = words.refused.unread;
      }
    }
    this.show();
  }

  /** A refused state also clears the one shown before: the same sender may have sent it. */
  take({ checked, sentAgo }: Reading, { mirror }: Source): void {
    this.#shown = null;
    this.#refused = null;
    if ('refused' in checked) this.#refused = words.refused[checked.refused.why];
    else if (!checked.isSigned && mirror !== null) this.#refused = words.refused.unable;
    else this.#shown = { ...checked, came: { sentAgo, receivedAt: performance.now() } };
  }

  show(): void {
    const link = element('a', words.whole);
    link.href = `${ORIGIN}/${encodeURIComponent(this.slug)}`;
    const said = this.#shown ? this.said(this.#shown) : [];
    const refused = this.#refused ?? (said.length === 0 ? words.refused.profession : null);
    if (!this.#shown && this.#refused === null) return;
    const shown = refused === null ? said : [element('p', refused, 'age old')];
    this.shadowRoot?.replaceChildren(element('p', words.title), ...shown, link);
  }

  said({ state, isSigned, came }: Shown): HTMLElement[] {
    const clocks = clocksNow();
    const doubt = doubtOf(state, came, clocks);
    const ago = words.ago(Math.floor(ageOf(state, came, clocks) / 60_000));
    const profession = professionOfSlug(this.slug) ?? (this.slug as Profession);
    const list = operators(state, profession, doubt !== null);
    if (!list) return [];
    if (doubt === 'due') {
      const { since } = datingOf(state.generatedAt, dayNumber(new Date(clocks.now)));
      return [element('p', words.toCheck(since), 'age old'), list];
    }
    if (doubt === 'clocks') return [element('p', words.clocksApart, 'age old'), list];
    const age = isSigned
      ? element('p', words.verified(ago), 'age')
      : element('p', words.unsigned(ago), 'age old');
    return [age, list];
  }
}

const canRun = 'customElements' in window && 'replaceSync' in (window.CSSStyleSheet?.prototype ?? {});
const fallBack = () => {
  for (const each of document.querySelectorAll('comptoir-statut'))
    each.appendChild(frame(each.getAttribute('profession') ?? 'pharmacien'));
};
if (canRun) {
  if (!customElements.get('comptoir-statut')) customElements.define('comptoir-statut', ComptoirStatut);
} else if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', fallBack);
else fallBack();
