import { describe, expect, it } from 'vitest';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import type { Person } from '#server/domain/speakers/independence';
import {
  isKnownHost,
  knownHostsOf,
  type Measure,
  neverWitness,
  notApprover,
  notWitness,
  type Returned,
} from '#server/domain/speakers/measures';
import { paris } from '../support/world/builders';

const noon = paris('2026-11-20 12:00');
const longAgo = shift(noon, -90 * DAY);

const aPerson = (account: string, given: Partial<Person> = {}): Person => ({
  account,
  organisation: 'desk',
  createdAt: longAgo,
  vouchedAt: null,
  inviters: [],
  changedAt: longAgo,
  ...given,
});
const speaker = aPerson('speaker', { organisation: 'operator' });

/** Approved and running for long, looking at the platform's own door, two others answering for it. */
const aMeasure = (given: Partial<Measure> = {}): Measure => ({
  kind: 'http',
  organisation: null,
  definedAt: longAgo,
  approvedAt: longAgo,
  runsSince: longAgo,
  hosts: ['portail.nord.example'],
  owners: [aPerson('definer'), aPerson('approver')],
  ...given,
});
const outageSince = shift(noon, -2 * HOUR);
const said = (given: Partial<Returned> = {}): Returned => ({
  speaker,
  by: 'operator',
  now: noon,
  outageSince,
  touchedAt: null,
  ...given,
});
const KNOWN = ['nord.example'];
const justBefore = shift(outageSince, -1);

describe('a measure', () => {
  it.each<[string, Partial<Measure>, Partial<Returned>, string | null]>([
    ['ours, answered for by two others', {}, {}, null],
    ['approved just before the outage', { approvedAt: justBefore }, {}, null],
    ['that came with the program', { owners: [aPerson('enabler')] }, {}, null],
    ['a heartbeat, approved or not', { kind: 'heartbeat' }, {}, 'heartbeat'],
    ['that nobody approved', { approvedAt: null }, {}, 'not-approved'],
    ['that is off', { runsSince: null }, {}, 'not-running'],
    ['of a host nobody knows', { hosts: ['nord.example', 'elsewhere.example'] }, {}, 'unknown-host'],
    ['approved as the outage began', { approvedAt: outageSince }, {}, 'since-outage'],
    ['defined since the outage began', { definedAt: shift(noon, -HOUR) }, {}, 'since-outage'],
    ['turned on since the outage began', { runsSince: noon }, {}, 'since-outage'],
    ['beside one stopped before the outage', {}, { touchedAt: justBefore }, null],
    ['beside one stopped since the outage', {}, { touchedAt: outageSince }, 'touched-since-outage'],
    ['that nobody answers for', { owners: [] }, {}, 'without-owner'],
    ['the speaker’s own', { owners: [aPerson('definer'), speaker] }, {}, 'same-account'],
    [
      'of whom the speaker invited',
      { owners: [aPerson('approver', { inviters: ['speaker'] })] },
      {},
      'joined-by-invitation',
    ],
    [
      'of whom the inviter of both invited, however far',
      { owners: [aPerson('approver', { inviters: ['b', 'root'] })] },
      { speaker: aPerson('speaker', { inviters: ['a', 'root'] }) },
      'joined-by-invitation',
    ],
    [
      'of an account of a day',
      { owners: [aPerson('approver', { createdAt: shift(noon, -DAY), changedAt: shift(noon, -DAY) })] },
      {},
      'too-recent',
    ],
    [
      'of an account recovered since the outage',
      { owners: [aPerson('approver', { changedAt: shift(noon, -HOUR) })] },
      {},
      'changed-since-outage',
    ],
    ['pushed by another organisation', { kind: 'pushed', organisation: 'union', hosts: [] }, {}, null],
    [
      'pushed by the speaker’s organisation, by somebody else there',
      { kind: 'pushed', organisation: 'operator', hosts: [] },
      {},
      'own-organisation',
    ],
    [
      'pushed by the desk, of what the desk says for the press',
      { kind: 'pushed', organisation: 'desk', hosts: [] },
      { by: 'press', speaker: aPerson('speaker') },
      'own-organisation',
    ],
  ])('%s', (_, measure, word, expected) => {
    expect(notWitness(aMeasure(measure), said(word), KNOWN)).toBe(expected);
  });

  it('is never a witness as it stands while nobody approved it, or it looks elsewhere', () => {
    expect(neverWitness(aMeasure(), KNOWN)).toBeNull();
    expect(neverWitness(aMeasure({ runsSince: null, owners: [] }), KNOWN)).toBeNull();
    expect(neverWitness(aMeasure({ approvedAt: null }), [])).toBe('not-approved');
    expect(neverWitness(aMeasure(), [])).toBe('unknown-host');
  });
});

describe('whoever approves what a probe does', () => {
  it('is independent of all who gave it its definition', () => {
    const definer = aPerson('definer');
    const changer = aPerson('changer', { inviters: ['root'] });
    expect(notApprover(aPerson('approver'), [definer, changer], noon)).toBeNull();
    expect(notApprover(definer, [definer, changer], noon)).toBe('same-account');
    expect(notApprover(aPerson('approver', { inviters: ['root'] }), [definer, changer], noon)).toBe(
      'joined-by-invitation',
    );
    expect(notApprover(aPerson('approver', { createdAt: shift(noon, -6 * DAY) }), [definer], noon)).toBe(
      'too-recent',
    );
  });
  it('may have changed its factor: nothing is down', () => {
    expect(
      notApprover(aPerson('approver', { changedAt: shift(noon, -1) }), [aPerson('definer')], noon),
    ).toBeNull();
  });
});

describe('the hosts of a platform', () => {
  it('are those of its pages, without the rest of the address; an e-mail is none', () => {
    const contact = (value: string) => ({ label: 'Aide', value, checkedOn: null });
    expect(
      knownHostsOf({
        hosts: [],
        website: 'https://www.Nord.example/',
        professionalPortal: 'https://pro.nord.example:8443/entrer?x#/login',
        contacts: [
          contact('https://aide.nord.example'),
          contact('assistance@ailleurs.example'),
          contact('01 23 45 67 89'),
          contact('https://www.nord.example/contact'),
          contact('  http://ancien.nord.example '),
          contact('voir https://texte.example/'),
          contact('https://nord.example@ailleurs.example/'),
          contact('javascript:alert(1)'),
        ],
      }),
    ).toEqual([
      'www.nord.example',
      'pro.nord.example',
      'aide.nord.example',
      'ancien.nord.example',
      'ailleurs.example',
    ]);
    expect(knownHostsOf({ hosts: [], website: null, professionalPortal: null, contacts: [] })).toEqual([]);
    const listed = {
      hosts: ['www.P.example'],
      website: 'https://elsewhere.example/',
      professionalPortal: null,
      contacts: [],
    };
    expect(knownHostsOf(listed)).toEqual(['www.p.example']);
  });
  it.each<[string, string, boolean]>([
    ['nord.example', 'nord.example', true],
    ['NORD.example.', 'nord.example', true],
    ['www.nord.example', 'nord.example', true],
    ['nord.example', 'www.nord.example', true],
    ['tp.nord.example', 'www.nord.example', true],
    ['a.b.nord.example', 'nord.example', true],
    ['nord.example', 'tp.nord.example', false],
    ['badnord.example', 'nord.example', false],
    ['nord.example.evil.example', 'nord.example', false],
    ['evil.gouv.fr', 'gouv.fr', false],
    ['evil.github.io', 'github.io', false],
    ['evil.nord.github.io', 'nord.github.io', true],
    ['evil.example', 'example', false],
    ['tpwww.nord.example', 'tpnord.example', false],
    ['tp.3nord.example', '3nord.example', true],
    ['tp.nord.example3', 'nord.example3', true],
    ['1.192.0.2.1', '192.0.2.1', false],
    ['192.0.2.1', '192.0.2.1', true],
  ])('%s, where %s is known: %s', (host, known, expected) => {
    expect(isKnownHost(host, [known])).toBe(expected);
  });
  it('who offers names to anybody vouches for itself alone', () => {
    const shared = `gouv.fr asso.fr com.fr nom.fr prd.fr tm.fr co.uk eu.org eu.com
      github.io gitlab.io pages.dev workers.dev netlify.app vercel.app web.app
      herokuapp.com azurewebsites.net cloudapp.net cloudfront.net amazonaws.com
      appspot.com firebaseapp.com blogspot.com wordpress.com wixsite.com webflow.io
      ovh.net scalingo.io osc-fr1.scalingo.io cleverapps.io scw.cloud free.fr sharepoint.com`;
    for (const suffix of shared.split(/\s+/)) {
      expect(isKnownHost(`evil.${suffix}`, [suffix]), suffix).toBe(false);
      expect(isKnownHost(suffix, [suffix]), suffix).toBe(true);
    }
  });
});
