import { describe, expect, test } from 'vitest';
import { above, nextRung, wayDown } from '../../../services/rules/rungs.ts';
import { schemes } from '../../../services/schemes/index.ts';

const of = (name: string) => {
  const scheme = schemes[name];
  if (!scheme) throw new Error(`no scheme ${name}`);
  return scheme;
};

// The escalation ladder (L; R 1; Essex’s order ours; Leeds 1.2-1.4).
describe('the ladder of each scheme, to whoever is above its highest body', () => {
  test.for([
    ['london', 'iom-team', ['iom', 'iom-board', 'reducing-reoffending'], 'Regional board (MOPAC IOM Executive Board)'],
    ['richmond', 'iom', ['strategic'], 'Community Safety Partnership'],
    ['richmond', 'asb', ['strategic'], 'Community Safety Partnership'],
    ['essex', 'iom', ['governance'], 'County steering group'],
    ['leeds', 'conference-two', ['operational', 'strategic'], 'Safer Leeds'],
  ] as const)('%s, from %s', ([name, from, rungs, outside]) => {
    expect(above(of(name), from)).toEqual(rungs);
    expect(nextRung(of(name), from)).toEqual({ to: 'body', body: rungs[0] });
    expect(nextRung(of(name), rungs.at(-1) ?? '')).toEqual({ to: 'outside', name: outside });
  });
});

test('what is for a body further up goes there at once; what is for none of them goes to the next', () => {
  expect(nextRung(of('london'), 'iom-team', 'iom-board')).toEqual({ to: 'body', body: 'iom-board' });
  expect(nextRung(of('london'), 'iom-team', 'iom')).toEqual({ to: 'body', body: 'iom' });
  expect(nextRung(of('london'), 'iom-board', 'iom')).toEqual({ to: 'body', body: 'reducing-reoffending' });
});

test('the highest body with nobody above it answers itself', () => {
  const { bodies } = of('leeds');
  const alone = bodies.map(({ outside: _, ...body }) => body);
  expect(nextRung({ bodies: alone }, 'strategic')).toEqual({ to: 'nobody' });
});

test.for<[string, string[], string | undefined, string[]]>([
  ['to the body that raised it', ['team'], 'panel', ['team']],
  ['rung by rung, the last that sent it first', ['team', 'panel', 'board'], 'top', ['board', 'panel', 'team']],
  ['not to the body that answers', ['team', 'panel'], 'panel', ['team']],
  ['to none twice', ['team', 'panel', 'team'], 'board', ['team', 'panel']],
])('an answer comes down %s', ([, sent, answering, expected]) => {
  expect(wayDown(sent, answering)).toEqual(expected);
});
