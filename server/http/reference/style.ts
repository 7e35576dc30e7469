export const REFERENCE_STYLE = `
:root { color-scheme: light dark; --ink: #191d21; --page: #faf9f6; --line: #81878c; --link: #0d5468; --sunken: #f1efe9; }
@media (prefers-color-scheme: dark) { :root { --ink: #edebe6; --page: #14171a; --line: #7d858c; --link: #8fd3e8; --sunken: #0e1113; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
article { margin: 1.5rem 0; padding-top: 1rem; border-top: 1px solid var(--line); }
p { margin: .4rem 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; display: block; width: 100%; overflow-wrap: anywhere; font-size: .875rem; }
th, td { padding: .25rem .6rem .25rem 0; text-align: left; vertical-align: top; }
pre { max-height: 30rem; overflow: auto; padding: .75rem; background: var(--sunken); font-size: .8125rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
`;
