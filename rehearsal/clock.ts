/** The rehearsal's clock: real time plus an offset that can be moved. */
export type Clock = {
  now(): Date;
  readonly offsetMs: number;
  moveTo(instant: Date): void;
  /** Called after every move, with the new offset. */
  onMove(listener: (offsetMs: number) => void): void;
};

export function movableClock(startOffsetMs = 0): Clock {
  let offsetMs = startOffsetMs;
  const listeners: ((offsetMs: number) => void)[] = [];
  return {
    now: () => new Date(Date.now() + offsetMs),
    get offsetMs() {
      return offsetMs;
    },
    moveTo(instant) {
      offsetMs = instant.getTime() - Date.now();
      for (const listener of listeners) listener(offsetMs);
    },
    onMove: (listener) => void listeners.push(listener),
  };
}
