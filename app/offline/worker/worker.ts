/** `/sw.js`: what this browser does for us with no page of ours open, or with no network. */
import './notifications';
import { worker } from './scope';

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
