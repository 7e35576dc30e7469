import type { Db } from './database';

/** The draft of a form: what a writer typed and did not send. */
export const readDraft = (db: Db, account: string, form: string) =>
  db
    .selectFrom('draft')
    .select(['form', 'content', 'savedAt'])
    .where('account', '=', account)
    .where('form', '=', form)
    .executeTakeFirst();

export const listDrafts = (db: Db, account: string) =>
  db
    .selectFrom('draft')
    .select(['form', 'savedAt'])
    .where('account', '=', account)
    .orderBy('savedAt', 'desc')
    .execute();

/** An account keeps so many drafts; the oldest give way. */
export const MAX_DRAFTS = 100;

export const saveDraft = async (
  db: Db,
  account: string,
  form: string,
  content: object,
  now: Date,
): Promise<void> => {
  await db
    .insertInto('draft')
    .values({ account, form, content: JSON.stringify(content), savedAt: now })
    .onConflict((conflict) =>
      conflict.columns(['account', 'form']).doUpdateSet({ content: JSON.stringify(content), savedAt: now }),
    )
    .execute();
  await db
    .deleteFrom('draft')
    .where('account', '=', account)
    .where('form', 'in', (those) =>
      those
        .selectFrom('draft')
        .select('form')
        .where('account', '=', account)
        .orderBy('savedAt', 'desc')
        .orderBy('form')
        .offset(MAX_DRAFTS),
    )
    .execute();
};

export const dropDraft = (db: Db, account: string, form: string) =>
  db.deleteFrom('draft').where('account', '=', account).where('form', '=', form).execute();
