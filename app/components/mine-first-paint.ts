/** Where the starred ids live in the browser: a JSON list. */
export const STARS_KEY = 'comptoir.stars';

/** Runs in the page, before React: keep it small, and let nothing it meets break the page. */
export const FIRST_PAINT = `(()=>{try{
const stars=JSON.parse(localStorage.getItem('${STARS_KEY}')||'[]');
const section=document.getElementById('mes-mutuelles');
const list=section.querySelector('ul');
for(const row of document.querySelectorAll('li[data-mutuelle]')){
if(!stars.includes(row.dataset.mutuelle))continue;
const copy=row.cloneNode(true);
copy.querySelector('.star').setAttribute('aria-pressed','true');
list.append(copy);
section.hidden=false;
}}catch{}})()`;
