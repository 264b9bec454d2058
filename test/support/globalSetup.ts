/** What one test run shares: a table service in memory, and a browser unpacked before the workers could collide over it. */
import type { TestProject } from 'vitest/node';
import { startTableService } from '../../rehearsal/tableService.ts';
import { brought, unpackChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the table service of this run. */
    tables: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [tables] = await Promise.all([startTableService(), brought ? unpackChromium() : undefined]);
  project.provide('tables', tables.connectionString);
  return () => tables.stop();
}
