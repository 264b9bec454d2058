import { defineConfig } from 'vitest/config';

/** None of these starts the bot's own server. */
const light = [
  'test/{cards,services,manifest}/**/*.test.ts',
  'test/bot/!(door).test.ts',
  'test/{architecture,limits}.test.ts',
];

/** These limits, and those of single tests, are for what never ends: a busy machine takes several times as long as a free one. */
const expect = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          // To load the project anew for every file takes longer than most of these files do.
          name: 'tests',
          include: light,
          globalSetup: ['test/support/globalSetup.ts'],
          testTimeout: 360_000,
          hookTimeout: 180_000,
          expect,
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // Restify changes the http of its process, so whatever starts the bot has a process for each file.
          name: 'paths',
          include: ['test/**/*.test.ts'],
          exclude: [...light, 'test/soak/**', 'test/browser*.test.ts'],
          globalSetup: ['test/support/globalSetup.ts'],
          testTimeout: 360_000,
          hookTimeout: 180_000,
          expect,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // A browser waits as long as a person would, so it has the machine to itself.
          name: 'browser',
          include: ['test/browser*.test.ts'],
          globalSetup: ['test/support/globalSetup.ts'],
          testTimeout: 360_000,
          hookTimeout: 180_000,
          expect,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'soak',
          include: ['test/soak/**/*.test.ts'],
          globalSetup: ['test/support/globalSetup.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 180_000,
          expect,
          fileParallelism: false,
        },
      },
    ],
  },
});
