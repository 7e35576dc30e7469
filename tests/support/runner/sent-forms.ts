import type { Page } from 'playwright-core';

/** Forms as a browser without script sends them, and the pages that come back. */

/** Boxes by their values; a name that begins so, after « ^ ». */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type ShownForm = {
  note: string;
  wrong: { name: string; value: string; said: string }[];
  focused: string | null;
  held: Record<string, string[]>;
};

/** What the page says once it came back. */
export const shownOn = (page: Page, form: string): Promise<ShownForm> =>
  page.evaluate((form) => {
    type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
    const described = (field: Element) =>
      (field.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.innerText ?? '')
        .join(' ');
    const wrong = [...document.querySelectorAll<Field>('main [aria-invalid="true"]')].map((field) => ({
      name: field.name,
      value: field.value,
      said: described(field),
    }));
    const held: Record<string, string[]> = {};
    for (const field of document.querySelector(form)?.querySelectorAll<Field>('[name]') ?? []) {
      const isTicked =
        !(field instanceof HTMLInputElement) || !/checkbox|radio/.test(field.type) || field.checked;
      if (isTicked) held[field.name] = [...(held[field.name] ?? []), field.value];
    }
    const focused = document.activeElement as Field | null;
    return {
      note: document.getElementById('probleme')?.innerText ?? '',
      wrong,
      focused: focused?.getAttribute('aria-invalid') === 'true' ? focused.name : null,
      held,
    };
  }, form);

/** Types into a form what a browser that checks nothing would send. */
export const fillUnchecked = (page: Page, form: string, typed: Typed): Promise<void> =>
  page.evaluate(
    ([selector, typed]) => {
      const form = document.querySelector<HTMLFormElement>(selector);
      if (!form) throw new Error(`pas de ${selector}`);
      form.noValidate = true;
      for (const folded of document.querySelectorAll('details')) folded.open = true;
      const found = (name: string) =>
        [...form.elements].filter((each): each is HTMLInputElement => {
          const own = each.getAttribute('name') ?? '';
          return name.startsWith('^') ? own.startsWith(name.slice(1)) : own === name;
        });
      for (const [name, value] of Object.entries(typed)) {
        const fields = found(name);
        if (fields.length === 0) throw new Error(`pas de champ ${name} dans ${selector}`);
        if (typeof value !== 'string')
          for (const field of fields) field.checked = value.includes(field.value);
        else if (fields[0]) fields[0].value = value;
      }
    },
    [form, typed] as const,
  );
