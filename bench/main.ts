/** `npm run bench`, or only one of them: `npm run bench -- duplicates`. */
const benches = {
  votes: () => import('./votes.ts'),
  duplicates: () => import('./duplicates.ts'),
  register: () => import('./register.ts'),
  cadence: () => import('./cadence.ts'),
};

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(benches)) if (asked.length === 0 || asked.includes(name)) await run();
