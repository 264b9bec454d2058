import { describe, expect, test } from 'vitest';
import { registersWorked, workersOf } from '../../../services/rules/registersWorked.ts';
import { schemes } from '../../../services/schemes/index.ts';

const idsOf = (bodies: readonly { readonly id: string }[]) => bodies.map(({ id }) => id);
const scheme = (id: string) => {
  const found = schemes[id];
  if (!found) throw new Error(`no scheme ${id}`);
  return found;
};
const body = (of: string, id: string) => {
  const found = scheme(of).bodies.find((one) => one.id === id);
  if (!found) throw new Error(`no body ${id}`);
  return found;
};

describe('whose register a body works', () => {
  test.for([
    ['a panel that takes people on: its own', 'richmond', 'iom', ['iom']],
    ['a team without cases of its own: that of the panel above it', 'london', 'iom-team', ['iom']],
    [
      'a panel to which others come: those of the others',
      'leeds',
      'operational',
      ['conference-one', 'conference-two', 'conference-three', 'dyo'],
    ],
    ['a board far above: none', 'london', 'reducing-reoffending', []],
  ] as const)('%s', ([, of, id, registers]) => {
    expect(idsOf(registersWorked(scheme(of), body(of, id)))).toEqual(registers);
  });

  test('a ladder that comes back does not go on for ever', () => {
    const round = { ...body('london', 'iom-team'), escalates: 'iom-team' };
    expect(registersWorked({ bodies: [round] }, round)).toEqual([]);
  });

  test.for([
    ['london', 'iom', ['iom', 'iom-team']],
    ['richmond', 'iom', ['iom']],
    ['leeds', 'conference-one', ['conference-one']],
  ] as const)('in %s the members of these work the register of %s', ([of, id, workers]) => {
    expect(idsOf(workersOf(scheme(of), id))).toEqual(workers);
  });
});
