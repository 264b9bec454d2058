/** Draws the two icons, a round table with its seats and a decision on it: `node manifest/icons.ts` writes them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];
/** Whether a point belongs to it; the icon reaches from -1 to 1 both ways, y downwards. */
type Shape = (x: number, y: number) => boolean;
type Layer = { readonly shape: Shape; readonly colour: Colour };
export type Picture = { readonly side: number; readonly rgba: Uint8Array };

const WHITE: Colour = [255, 255, 255];
const TEAL: Colour = [15, 84, 96];
const AMBER: Colour = [255, 185, 64];
const SEATS = 8;

const ring =
  (inner: number, outer: number): Shape =>
  (x, y) =>
    Math.hypot(x, y) >= inner && Math.hypot(x, y) <= outer;

const line =
  (from: readonly [number, number], to: readonly [number, number], thickness: number): Shape =>
  (x, y) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const along = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy);
    const nearest = Math.min(1, Math.max(0, along));
    return Math.hypot(x - from[0] - nearest * dx, y - from[1] - nearest * dy) <= thickness / 2;
  };

/** The backs of chairs seen from above, counted clockwise from the top. */
const seat =
  (number: number, radius: number, length: number, thickness: number): Shape =>
  (x, y) => {
    const turn = (number * 2 * Math.PI) / SEATS;
    const [across, out] = [x * Math.cos(turn) + y * Math.sin(turn), x * Math.sin(turn) - y * Math.cos(turn)];
    const nearest = Math.min(length, Math.max(-length, Math.atan2(across, out)));
    return Math.hypot(across - radius * Math.sin(nearest), out - radius * Math.cos(nearest)) <= thickness / 2;
  };

const all =
  (shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

const numbers = Array.from({ length: SEATS }, (_, number) => number);
const tick = (size: number, thickness: number): Shape =>
  all([
    line([-0.5 * size, 0.05 * size], [-0.12 * size, 0.42 * size], thickness),
    line([-0.12 * size, 0.42 * size], [0.52 * size, -0.38 * size], thickness),
  ]);

/** Each pixel is looked at in 4 x 4 places; where nothing is painted it stays transparent. */
const draw = (side: number, layers: readonly Layer[]): Picture => {
  const rgba = new Uint8Array(side * side * 4);
  const steps = Array.from({ length: 4 }, (_, step) => (step + 0.5) / 4);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const seen = steps.flatMap((down) =>
        steps.flatMap((right) => {
          const [x, y] = [((column + right) / side) * 2 - 1, ((row + down) / side) * 2 - 1];
          const top = layers.findLast(({ shape }) => shape(x, y));
          return top === undefined ? [] : [top.colour];
        }),
      );
      const mean = (channel: 0 | 1 | 2) => seen.reduce((sum, colour) => sum + colour[channel], 0) / (seen.length || 1);
      const alpha = (255 * seen.length) / steps.length ** 2;
      rgba.set([mean(0), mean(1), mean(2), alpha].map(Math.round), (row * side + column) * 4);
    }
  }
  return { side, rgba };
};

/** 192 x 192: Teams cuts the corners itself, so the ground fills the square. The chair's seat is the one at the top. */
export const colourIcon = (): Picture =>
  draw(192, [
    { shape: () => true, colour: TEAL },
    { shape: ring(0, 0.46), colour: WHITE },
    { shape: all(numbers.slice(1).map((number) => seat(number, 0.66, 0.2, 0.13))), colour: WHITE },
    { shape: seat(0, 0.66, 0.2, 0.13), colour: AMBER },
    { shape: tick(0.48, 0.11), colour: TEAL },
  ]);

/** 32 x 32, white on nothing, as Teams wants the icon of its bars. */
export const outlineIcon = (): Picture =>
  draw(32, [
    {
      shape: all([ring(0.44, 0.58), tick(0.46, 0.13), ...numbers.map((number) => seat(number, 0.85, 0.19, 0.17))]),
      colour: WHITE,
    },
  ]);

export const png = ({ side, rgba }: Picture): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6], 8); // 8 bits a channel, red green blue alpha
  const rows = Buffer.alloc(side * (side * 4 + 1)); // each row begins with its filter: none
  for (let row = 0; row < side; row++) {
    rows.set(rgba.subarray(row * side * 4, (row + 1) * side * 4), row * (side * 4 + 1) + 1);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const chunk = (name: string, content: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
};

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'color.png'), png(colourIcon()));
  writeFileSync(join(import.meta.dirname, 'outline.png'), png(outlineIcon()));
}
