-- The closed lists of answers.md §1. Domains over text, not enums: a list that grows is one `alter domain`,
-- and over text[] rather than arrays of domains, whose type id no client knows how to read.

-- Ids sort by code unit whatever the locale of the database.
create domain slug as text collate "C" check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

create domain platform_kind as text
  check (value in ('operator', 'network', 'concentrator', 'infrastructure'));
create domain organisation_kind as text
  check (value in ('operator', 'union', 'mutuelle', 'authority', 'press', 'desk'));
create domain declared_health as text check (value in ('operational', 'degraded', 'maintenance', 'down'));
create domain said_precision as text check (value in ('minute', 'hour', 'day', 'week'));
create domain stage as text
  check (value in ('investigating', 'identified', 'monitoring', 'resolved', 'postmortem'));
create domain confidence as text check (value in ('high', 'medium', 'low'));
create domain advice_code as text check (value in (
  'no-prior-agreement-no-tiers-payant', 'patient-pays', 'defer-file', 'use-paper-card', 'continue-on-card',
  'keep-invoices', 'send-later', 'use-portal', 'call-operator', 'check-operator-on-card', 'check-transfers',
  'warn-bank', 'amo-part-continues', 'await-instructions', 'beware-phishing'
));

create domain flows as text[] check (value <@ array[
  'idb', 'clc', 'pec', 'dre', 'arl', 'noemie', 'virement', 'portail', 'carte'
]);
-- Null means all of them, in every table.
create domain professions as text[] check (value <@ array[
  'pharmacist', 'optician', 'physician', 'dentist', 'audiologist', 'nurse', 'physiotherapist', 'midwife',
  'laboratory', 'radiologist', 'medical-transport', 'health-centre', 'hospital'
]);

-- `asOf` of a source: as precise as the source is.
create domain partial_date as text check (value ~ '^\d{4}(-\d{2}(-\d{2})?)?$');
