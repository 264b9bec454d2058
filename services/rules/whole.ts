/** A whole scheme: what its fields cannot say alone, that they fit together. */
import type { Day } from './days.ts';
import { MONITORING_OVER } from './deselectionReasons.ts';
import { COLOURS } from './rag.ts';
import { registersWorked } from './registersWorked.ts';
import { type AgencyId, type Body, HeadingId, headingOf, type Scheme, SchemeFields, selectingScore } from './scheme.ts';
import { type Misfit, misfitsOfCriteria, repeated, unknown } from './wholeCriteria.ts';
import { misfitsOfLadder, misfitsOfOutside, misfitsOfTeamMeeting } from './wholeTeam.ts';

export const SchemeShape = SchemeFields.superRefine((scheme, context) => {
  for (const { path, message } of misfits(scheme)) context.addIssue({ code: 'custom', path, message });
});

const misfits = (scheme: Scheme): Misfit[] => {
  const agencies = new Set(scheme.agencies.map((agency) => agency.id));
  const offences = new Set(scheme.offences.map((offence) => offence.id));
  return [
    ...repeated(scheme.agencies, ['agencies']),
    ...repeated(scheme.bodies, ['bodies']),
    ...repeated(scheme.pathways, ['pathways']),
    ...repeated(scheme.offences, ['offences']),
    ...repeated(scheme.disclosures ?? [], ['disclosures']),
    // A seat id says by itself which body it belongs to, so it is unique in the scheme.
    ...repeated(
      scheme.bodies.flatMap((body) => body.seats),
      ['bodies', 'seats'],
    ),
    ...outOfOrder(scheme.priorities, ['priorities']),
    ...repeated(scheme.deselection, ['deselection']),
    ...scheme.deselection.flatMap(({ checks }, at) => repeated(checks, ['deselection', at, 'checks'])),
    ...scheme.deselection.flatMap(({ id, checks }, at) =>
      checks.flatMap((check) =>
        check.kind === 'answer' &&
        check.instead &&
        (check.instead === id || !scheme.deselection.some((other) => other.id === check.instead))
          ? [unknown('another reason', check.instead, ['deselection', at, 'checks'])]
          : [],
      ),
    ),
    ...unremovable(scheme),
    ...scheme.priorities.flatMap((list, at) =>
      Object.keys(list.tiers)
        .filter((offence) => !offences.has(offence))
        .map((offence) => unknown('an offence', offence, ['priorities', at, 'tiers', offence])),
    ),
    ...misfitsOfMove(scheme),
    ...misfitsOfSupport(scheme),
    ...scheme.bodies.flatMap((body, at) => misfitsOfLadder(scheme, body, ['bodies', at, 'escalates'])),
    ...scheme.bodies.flatMap((body, at) => misfitsOfDaily(scheme, body, ['bodies', at, 'daily'])),
    ...scheme.bodies.flatMap((body, at) => misfitsOfTeamMeeting(scheme, body, ['bodies', at, 'teamMeeting'])),
    ...scheme.bodies.flatMap((body, at) => misfitsOfOutside(body, ['bodies', at, 'outside'])),
    ...scheme.bodies.flatMap((body, at) => misfitsOfBody(body, ['bodies', at], agencies, scheme)),
  ];
};

/** Young offenders move from a body that decides it to bodies that take referrals. */
const misfitsOfMove = ({ youngOffenders, bodies }: Scheme): Misfit[] => {
  if (!youngOffenders) return [];
  const from = bodies.find(({ id }) => id === youngOffenders.body);
  const path = ['youngOffenders', 'body'];
  return [
    ...(from ? [] : [unknown('a body', youngOffenders.body, path)]),
    ...(from && !from.motions.includes('transfer')
      ? [{ path, message: 'expected a body that decides "transfer"' }]
      : []),
    ...youngOffenders.to
      .filter((to) => to === from?.id || !bodies.some(({ id, referrals }) => id === to && referrals))
      .map((to) => ({
        path: ['youngOffenders', 'to'],
        message: `expected other bodies that take referrals, and "${to}" is not one`,
      })),
  ];
};

/** Each pathway is served by an agency that somebody sits for, or nobody would be asked. */
const misfitsOfSupport = ({ support, pathways, agencies, bodies }: Scheme): Misfit[] =>
  Object.entries(support?.servedBy ?? {}).flatMap(([pathway, agency]) => {
    const path = ['support', 'servedBy', pathway];
    if (!pathways.some(({ id }) => id === pathway)) return [unknown('a pathway', pathway, path)];
    if (!agencies.some(({ id }) => id === agency)) return [unknown('an agency', agency, path)];
    return bodies.some(({ seats }) => seats.some((seat) => seat.agency === agency))
      ? []
      : [{ path, message: 'expected an agency with a seat on a body of this scheme' }];
  });

/** The times of a morning follow each other, and it is asked about a register. */
const misfitsOfDaily = (scheme: Scheme, body: Body, path: (string | number)[]): Misfit[] => {
  if (!body.daily) return [];
  const { earliest, promptAt, latest, nudgeAt, cutOff } = body.daily;
  const times = [earliest, promptAt, latest, nudgeAt, cutOff];
  const inOrder = times.every((time, at) => at === 0 || time >= (times[at - 1] ?? '')) && latest < nudgeAt;
  return [
    ...(inOrder
      ? []
      : [{ path, message: 'expected earliest, promptAt, latest, nudgeAt and cutOff in this order of the day' }]),
    ...(registersWorked(scheme, body).length > 0
      ? []
      : [{ path, message: 'expected a body that takes people on, or that escalates to one' }]),
  ];
};

/** Bodies that decide on removals, which they could not without a reason. */
const unremovable = ({ bodies, deselection }: Scheme): Misfit[] => {
  const decides = bodies.filter(({ motions }) => motions.includes('de-select'));
  const scores = deselection.some(({ checks }) => checks.some(({ kind }) => kind === 'score'));
  return decides.flatMap((body) => [
    ...(deselection.length === 0
      ? [{ path: ['deselection'], message: `expected a reason at least, since "${body.id}" decides "de-select"` }]
      : []),
    ...(scores && !selectingScore(body)
      ? [
          {
            path: ['deselection'],
            message: `expected a score among the criteria of "${body.id}" to hold a new one against`,
          },
        ]
      : []),
  ]);
};

const misfitsOfBody = (body: Body, path: (string | number)[], agencies: Set<AgencyId>, scheme: Scheme): Misfit[] => {
  const seated = new Set(body.seats.map((seat) => seat.agency));
  const chairs = body.seats.filter((seat) => seat.chair);
  const found: Misfit[] = [];
  const expect = (fits: boolean, key: (string | number)[], message: string) => {
    if (!fits) found.push({ path: [...path, ...key], message });
  };
  const expectAgency = (agency: AgencyId, key: (string | number)[]) => {
    if (!agencies.has(agency)) found.push(unknown('an agency', agency, [...path, ...key]));
  };

  expectAgency(body.chairedBy, ['chairedBy']);
  expectAgency(body.administration, ['administration']);
  for (const [at, seat] of body.seats.entries()) expectAgency(seat.agency, ['seats', at, 'agency']);
  expect(
    chairs.length === 1 && chairs[0]?.agency === body.chairedBy,
    ['seats'],
    `expected exactly one seat with "chair": true, of the agency "${body.chairedBy}"`,
  );
  expect(
    new Set(body.seats.map((seat) => seat.seniority)).size === body.seats.length,
    ['seats'],
    'expected a different seniority for each seat, or the ladder could not choose',
  );
  expect(body.ladder[0]?.by === 'chair', ['ladder', 0], 'expected the ladder to begin with the chair');
  expect(
    body.quorum === null || body.quorum <= seated.size,
    ['quorum'],
    `expected at most ${seated.size}, the number of agencies with a seat`,
  );
  if (body.voting.kind === 'selection') {
    const { agency, motions } = body.voting;
    expectAgency(agency, ['voting', 'agency']);
    expect(seated.has(agency), ['voting', 'agency'], 'expected an agency with a seat on this body');
    expect(
      motions.every((motion) => body.motions.includes(motion)),
      ['voting', 'motions'],
      'expected only motions that this body decides',
    );
  }
  expect(
    body.agenda.every((heading, at) => at === 0 || order(heading) > order(body.agenda[at - 1])),
    ['agenda'],
    `expected each heading once, in this order: ${HeadingId.options.join(', ')}`,
  );
  expect(
    !body.rag?.monitoring || scheme.deselection.some(({ id }) => id === MONITORING_OVER),
    ['rag', 'monitoring'],
    `expected a reason "${MONITORING_OVER}" among those of "deselection", since its periods end in a proposed removal`,
  );
  for (const motion of body.motions) {
    const heading = headingOf(motion);
    if (heading)
      expect(
        body.agenda.includes(heading),
        ['agenda'],
        `expected the heading "${heading}", since it decides "${motion}"`,
      );
  }
  for (const [at, matrix] of (body.referrals?.matrices ?? []).entries())
    found.push(
      ...repeated(matrix.questions, [...path, 'referrals', 'matrices', at, 'questions']),
      ...matrix.questions.flatMap(({ choices }, question) =>
        repeated(choices, [...path, 'referrals', 'matrices', at, 'questions', question, 'choices']),
      ),
    );
  expect(
    !body.scoreAlone ||
      body.screening.at(-1)?.criteria.some(({ kind }) => kind === 'score' || kind === 'matrix') === true,
    ['scoreAlone'],
    'expected a score or a matrix among the criteria of this body',
  );
  found.push(...misfitsOfColours(body, path, scheme), ...misfitsOfLead(body, path, agencies, scheme));
  const { emergency, consent } = body.referrals ?? {};
  expect(
    emergency === undefined || body.seats.some((seat) => seat.id === emergency),
    ['referrals', 'emergency'],
    `expected a seat of this body, and there is none called "${emergency}"`,
  );
  expect(
    !body.referrals || body.referrals.drafts.noticeBefore < body.referrals.drafts.removedAfter,
    ['referrals', 'drafts', 'noticeBefore'],
    'expected fewer days than "removedAfter": the notice comes first',
  );
  if (consent?.onRefusal) expectAgency(consent.onRefusal.agency, ['referrals', 'consent', 'onRefusal', 'agency']);
  found.push(...misfitsOfLife(body, path), ...misfitsOfChain(body, path));
  found.push(
    ...repeated(body.referrals?.matrices ?? [], [...path, 'referrals', 'matrices']),
    ...repeated(body.categories, [...path, 'categories']),
    ...body.categories.flatMap((category, at) =>
      misfitsOfCriteria(category.guide, [...path, 'categories', at, 'guide'], body, scheme),
    ),
    ...outOfOrder(body.screening, [...path, 'screening']),
    ...body.screening.flatMap((set, at) =>
      misfitsOfCriteria(set.criteria, [...path, 'screening', at, 'criteria'], body, scheme),
    ),
  );
  return found;
};

/** Seats that give a part are the body's own, and who is asked again was asked before. */
const misfitsOfChain = ({ chain, seats }: Body, path: (string | number)[]): Misfit[] => [
  ...(chain?.attendance && chain.attendance.again >= chain.attendance.asked
    ? [
        {
          path: [...path, 'chain', 'attendance', 'again'],
          message: 'expected fewer days than "asked": whoever is asked again was asked before',
        },
      ]
    : []),
  ...(chain?.inputs?.parts ?? [])
    .filter(({ seat }) => !seats.some(({ id }) => id === seat))
    .map(({ seat }) => ({
      path: [...path, 'chain', 'inputs', 'parts'],
      message: `expected a seat of this body, and there is none called "${seat}"`,
    })),
];

/** What a body does with somebody, each thing once. */
const misfitsOfLife = ({ steps = [], compliance, fund }: Body, path: (string | number)[]): Misfit[] => [
  ...repeated(steps, [...path, 'steps']),
  ...steps.flatMap(({ tells = [], answers = [] }, at) => [
    ...repeated(tells, [...path, 'steps', at, 'tells']),
    ...repeated(answers, [...path, 'steps', at, 'answers']),
  ]),
  ...repeated([...(compliance?.visited ?? []), ...(compliance?.others ?? [])], [...path, 'compliance']),
  ...repeated(compliance?.exempt ?? [], [...path, 'compliance', 'exempt']),
  ...repeated(fund?.for ?? [], [...path, 'fund', 'for']),
];

const misfitsOfColours = (body: Body, path: (string | number)[], scheme: Scheme): Misfit[] => {
  const { rag, motions } = body;
  const at = [...path, 'rag'];
  if (!rag)
    return motions.includes('set RAG')
      ? [{ path: at, message: 'expected what the colours mean, since this body decides "set RAG"' }]
      : [];
  const seated = new Set(body.seats.map(({ agency }) => scheme.agencies.find(({ id }) => id === agency)?.kind));
  return [
    ...(motions.includes('set RAG')
      ? []
      : [{ path: [...path, 'motions'], message: 'expected "set RAG", since this body has colours' }]),
    ...COLOURS.flatMap((colour) => [
      ...repeated(rag[colour].tactics, [...at, colour, 'tactics']),
      ...rag[colour].tactics.flatMap(({ agency }, number) =>
        seated.has(agency)
          ? []
          : [
              {
                path: [...at, colour, 'tactics', number, 'agency'],
                message: 'expected a kind of agency with a seat on this body',
              },
            ],
      ),
    ]),
  ];
};

const misfitsOfLead = (
  { leadAgency = [], seats, rag }: Body,
  path: (string | number)[],
  agencies: Set<AgencyId>,
  scheme: Scheme,
): Misfit[] =>
  leadAgency.flatMap(({ agency, when }, number) => {
    const at = [...path, 'leadAgency', number];
    const pathways = when.driven?.pathways ?? [];
    return [
      ...(agencies.has(agency) ? [] : [unknown('an agency', agency, [...at, 'agency'])]),
      ...(!agencies.has(agency) || seats.some((seat) => seat.agency === agency)
        ? []
        : [{ path: [...at, 'agency'], message: 'expected an agency with a seat on this body' }]),
      ...(when.colour && !rag
        ? [{ path: [...at, 'when', 'colour'], message: 'expected no colour, since this body sets none' }]
        : []),
      ...pathways
        .filter((pathway) => !scheme.pathways.some(({ id }) => id === pathway))
        .map((pathway) => unknown('a pathway', pathway, [...at, 'when', 'driven', 'pathways'])),
    ];
  });

const order = (heading: HeadingId | undefined): number => (heading ? HeadingId.options.indexOf(heading) : -1);

const outOfOrder = (sets: { from: Day }[], path: (string | number)[]): Misfit[] =>
  sets
    .filter((set, at) => at > 0 && set.from <= (sets[at - 1]?.from ?? ''))
    .map((set) => ({
      path,
      message: `expected the oldest first, and ${set.from} stands after a later day or the same`,
    }));
