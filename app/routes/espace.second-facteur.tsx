import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SecondFactorPage } from '../components/space/second-factor-page';
import { enrol, enrolmentOf } from '../enrolment.server';

export const loader = enrolmentOf;
export const action = enrol;

export const meta: MetaFunction = () => [{ title: 'Second facteur – Comptoir' }];

const NOTHING = { offer: null, codes: null, refused: null };

const Page = () => (
  <SecondFactorPage {...useLoaderData<typeof loader>()} {...NOTHING} {...useActionData<typeof action>()} />
);
export default Page;
