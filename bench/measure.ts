/** How long things take, and how that is printed. */
export const milliseconds = async (what: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await what();
  return performance.now() - start;
};

export const at = (share: number, all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(share * (all.length - 1))] ?? 0;

/** Median and 95 %, under each other in every line. */
export const line = (name: string, all: readonly number[]): string =>
  `${name.padEnd(44)}${at(0.5, all).toFixed(1).padStart(8)}${at(0.95, all).toFixed(1).padStart(8)}`;

export const ratio = (of: readonly number[], to: readonly number[]): string => (at(0.5, of) / at(0.5, to)).toFixed(2);
