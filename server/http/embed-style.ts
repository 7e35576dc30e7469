import { SECOND } from '#server/domain/facts/intervals';
import { VALID } from '#server/read-model/snapshots';

/**
 * What a framed page looks like, light only: it lies on the page of somebody else. Where `/age.js` does not run (a
 * sandbox, a blocked script), the verdicts of a page of now leave by themselves once it is past its time.
 */
export const EMBED_STYLE = `
body { margin: 0; background: #fff; color: #191d21; font: 15px/1.45 system-ui, sans-serif; }
main { padding: 12px 14px; }
h1 { margin: 0; font-size: 17px; }
h2 { margin: 10px 0 4px; font-size: 15px; }
.sprite { position: absolute; }
.age { margin: 2px 0 10px; color: #474e55; font-size: 13px; }
ul { list-style: none; margin: 0 0 10px; padding: 0; }
li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 5px 0; border-top: 1px solid #dfdbd2; }
li > span:not([data-judged]) { flex: 1 1 8em; }
.counts li { border: 0; padding: 1px 0; color: #474e55; font-size: 13px; }
a { color: #0d5468; }
#etat { position: sticky; top: 0; margin: 0; padding: 8px 14px; background: #fff2b8; border-bottom: 1px solid #81878c; font-size: 13px; }
.is-stale #etat, .is-not-asked #etat { background: #fdeaea; color: #a8121d; font-weight: 700; }
.is-stale .age, .due { color: #a8121d; font-weight: 700; }
.due { visibility: hidden; height: 0; margin: 0; font-size: 13px; }
.is-of-now:not(.is-watched) .due { animation: tell 0s ${VALID / SECOND}s forwards; }
.is-of-now:not(.is-watched) :is(li svg, [data-judged]) { animation: leave 0s ${VALID / SECOND}s forwards; }
.is-due:not(.is-watched) :is(.due, li svg, [data-judged]) { animation-delay: 0s; }
@keyframes tell { to { visibility: visible; height: auto; } }
@keyframes leave { to { visibility: hidden; } }
`;
