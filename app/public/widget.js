/* Comptoir : <comptoir-statut profession="opticien"></comptoir-statut>. No dependency, no cookie, nothing is sent. */
(() => {
  const PROFESSIONS = {
    pharmacien: 'pharmacist',
    opticien: 'optician',
    medecin: 'physician',
    dentiste: 'dentist',
    audioprothesiste: 'audiologist',
    infirmier: 'nurse',
    kinesitherapeute: 'physiotherapist',
    'sage-femme': 'midwife',
    laboratoire: 'laboratory',
    radiologue: 'radiologist',
    'transport-sanitaire': 'medical-transport',
    'centre-de-sante': 'health-centre',
    etablissement: 'hospital',
  };
  /** Worst first: a word and a shape for each verdict, never a colour alone. */
  const VERDICTS = [
    ['suspended', '✕', 'Non', '#a8121d'],
    ['depends', '◐', 'Selon la carte', '#563aa3'],
    ['unknown', '?', 'À vérifier', '#50575e'],
    ['restricted', '▲', 'Oui, avec réserve', '#9c5400'],
    ['possible', '✓', 'Oui', '#17663a'],
  ];
  const RANK = Object.fromEntries(VERDICTS.map(([verdict], rank) => [verdict, rank]));
  const TOO_OLD = 15 * 60_000;
  const EVERY = 60_000;
  const STYLE =
    ':host{display:block;font:15px/1.45 system-ui,sans-serif;color:#191d21;background:#fff;border:1px solid #81878c;border-radius:6px;padding:10px 14px}' +
    'p{margin:0 0 6px}ul{list-style:none;margin:0 0 6px;padding:0}li{display:flex;gap:8px;padding:4px 0;border-top:1px solid #dfdbd2}' +
    'li span:nth-child(2){flex:1}.age{color:#474e55;font-size:13px}.old{color:#a8121d;font-weight:700}a{color:#0d5468}iframe{border:0;width:100%;height:520px}';

  const script = document.currentScript;
  const ORIGIN = script?.src ? new URL(script.src).origin : location.origin;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const frame = (slug) => {
    const made = element('iframe');
    made.src = `${ORIGIN}/embed/${encodeURIComponent(slug)}`;
    made.title = 'Tiers payant';
    return made;
  };

  class ComptoirStatut extends HTMLElement {
    connectedCallback() {
      this.slug = this.getAttribute('profession') ?? 'pharmacien';
      this.told ??= null;
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.ask();
      this.asking = setInterval(() => this.ask(), EVERY);
    }

    disconnectedCallback() {
      clearInterval(this.asking);
    }

    async ask() {
      const id = PROFESSIONS[this.slug] ?? this.slug;
      try {
        const answer = await fetch(
          `${ORIGIN}/api/v1/answers?profession=${encodeURIComponent(id)}&verdict=suspended`,
        );
        if (!answer.ok) throw new Error(String(answer.status));
        const body = await answer.json();
        const sentAgo = Number(answer.headers.get('Age') ?? 0) * 1000;
        // Time never goes back: a copy older than what was shown is not one of ours.
        if (this.told && body.seq < this.told.body.seq) this.isBehind = true;
        else {
          this.isBehind = false;
          this.told = { body, sentAgo, receivedAt: performance.now() };
        }
      } catch {
        if (!this.told) return this.shadowRoot.replaceChildren(frame(this.slug));
      }
      this.show();
    }

    /** By our own clock since it came, or by the reader's since it was made: the older of the two. */
    age() {
      const { body, sentAgo, receivedAt } = this.told;
      return Math.max(sentAgo + performance.now() - receivedAt, Date.now() - Date.parse(body.at));
    }

    show() {
      const { body } = this.told;
      const age = this.age();
      const list = element('ul');
      const platforms = [...body.platforms].sort(
        (a, b) => RANK[a.verdict] - RANK[b.verdict] || a.name.localeCompare(b.name, 'fr'),
      );
      for (const { name, verdict, payment } of platforms) {
        const [, shape, word, colour] = VERDICTS[RANK[verdict]];
        const line = element('li');
        const mark = element('span', shape);
        mark.setAttribute('aria-hidden', 'true');
        const said = element('strong', payment === 'normal' ? word : `${word} – paiement perturbé`);
        mark.style.color = said.style.color = colour;
        line.append(mark, element('span', name.replaceAll("'", '’')), said);
        list.append(line);
      }
      const isOld = age > TOO_OLD;
      const minutes = Math.max(0, Math.floor(age / 60_000));
      const when = minutes < 1 ? 'il y a moins d’une minute' : `il y a ${minutes}\u202fmin`;
      const words = this.isBehind
        ? 'Non vérifiable\u202f: réponse plus ancienne que la précédente.'
        : isOld
          ? `À vérifier\u202f: dernière nouvelle ${when}.`
          : `Vérifié ${when}.`;
      const link = element('a', 'Voir le tableau entier');
      link.href = `${ORIGIN}/${encodeURIComponent(this.slug)}`;
      this.shadowRoot.replaceChildren(
        element('p', 'Tiers payant, par opérateur'),
        list,
        element('p', words, isOld || this.isBehind ? 'age old' : 'age'),
        link,
      );
    }
  }

  const canRun = 'customElements' in window && 'replaceSync' in (window.CSSStyleSheet?.prototype ?? {});
  if (canRun) {
    if (!customElements.get('comptoir-statut')) customElements.define('comptoir-statut', ComptoirStatut);
    return;
  }
  const fallBack = () => {
    for (const each of document.querySelectorAll('comptoir-statut'))
      each.appendChild(frame(each.getAttribute('profession') ?? 'pharmacien'));
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', fallBack);
  else fallBack();
})();
