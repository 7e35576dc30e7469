/** `/sw.js`: what this browser does for us with no page of ours open, or with no network. */
import './notifications';
import './offline';
