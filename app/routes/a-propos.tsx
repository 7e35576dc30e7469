import type { MetaFunction } from '@remix-run/node';
import { AboutPage } from '../components/about-page';

export const meta: MetaFunction = () => [{ title: 'Règles et sources – Comptoir' }];

export default AboutPage;
