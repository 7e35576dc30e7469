import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { accountWords } from '../../words/space-account';
import { spaceTitle } from '../../words/space-form';
import { enrol, enrolmentOf } from './enrolment.server';
import { SecondFactorPage } from './second-factor.page';

export const loader = enrolmentOf;
export const action = enrol;

export const meta: MetaFunction = () => [{ title: spaceTitle(accountWords.secondFactor) }];

const NOTHING = { offer: null, codes: null, refused: null };

const Page = () => (
  <SecondFactorPage {...useLoaderData<typeof loader>()} {...NOTHING} {...useActionData<typeof action>()} />
);
export default Page;
