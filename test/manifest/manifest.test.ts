import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { typedCommands } from '../../cards/index.ts';
import { colourIcon, outlineIcon, type Picture } from '../../manifest/icons.ts';
import { commandLists, type Listed, manifest, pack } from '../../manifest/package.ts';

const require = createRequire(import.meta.url);
const env = {
  MICROSOFT_APP_ID: '00000000-0000-4000-8000-000000000001',
  PUBLIC_HOST: 'panel.example.org',
  WEBSITE_URL: 'https://www.example.org/iom',
  PRIVACY_URL: 'https://www.example.org/privacy',
  TERMS_URL: 'https://www.example.org/terms',
};

const packed = () => {
  const zip = pack(env);
  if (zip instanceof Error) throw zip;
  return unzipSync(zip);
};
const packedManifest = () => JSON.parse(strFromU8(packed()['manifest.json'] ?? new Uint8Array()));

describe('the manifest', () => {
  test('is valid by the newest schema of Teams', () => {
    const { default: Ajv } = AjvDraft04 as unknown as { default: typeof AjvDraft04.default };
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv as never);
    const schema = '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json';
    const valid = ajv.compile(require(schema));
    expect(valid(packedManifest()) ? [] : valid.errors).toEqual([]);
    expect(valid({ ...packedManifest(), accentColor: 'teal' })).toBe(false);
  });

  test('says what Teams demands beyond its schema', () => {
    const { bots, supportsChannelFeatures, id, version, localizationInfo } = packedManifest();
    expect(bots[0].scopes).toEqual(['team', 'groupChat', 'personal']);
    expect(supportsChannelFeatures).toBe('tier1');
    expect([id, bots[0].botId]).toEqual([env.MICROSOFT_APP_ID, env.MICROSOFT_APP_ID]);
    expect(version).toBe(require('../../package.json').version);
    expect(localizationInfo.defaultLanguageTag).toBe('en-GB');
  });

  test('lists every typed command where it can be typed, but for those that are done once in a while, and nothing else', () => {
    for (const { scopes, commands } of packedManifest().bots[0].commandLists) {
      const where = scopes[0] === 'personal' ? 'personal' : 'channel';
      const typed = typedCommands.filter((command) => command.where.includes(where) && !command.unlisted);
      expect(commands).toEqual(typed.map(({ words, does }) => ({ title: words, description: does })));
    }
  });

  test('has one list for each scope, of 12 commands at most', () => {
    const commands = (count: number, where: Listed['where']): Listed[] =>
      Array.from({ length: count }, (_, n) => ({ words: `word ${n}`, does: 'Does it', where }));
    const lists = commandLists([...commands(12, ['channel']), ...commands(3, ['personal'])]);
    expect(lists.map((list) => [list.scopes, list.commands.length])).toEqual([
      [['team'], 12],
      [['groupChat'], 12],
      [['personal'], 3],
    ]);
    expect(() => commandLists(commands(13, ['channel', 'personal']))).toThrow('12 commands at most, and there are 13');
  });

  test('is not made while a setting is missing', () => {
    const incomplete = manifest({ ...env, MICROSOFT_APP_ID: ' ', PUBLIC_HOST: undefined });
    expect(incomplete).toEqual(new Error('The package needs MICROSOFT_APP_ID, PUBLIC_HOST: see .env.example'));
    const explained = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8');
    expect(Object.keys(env).filter((name) => !explained.includes(`${name}=`))).toEqual([]);
  });
});

describe('an icon', () => {
  test.for<[string, () => Picture, number]>([
    ['color.png', colourIcon, 192],
    ['outline.png', outlineIcon, 32],
  ])('%s is the drawing, in the size that Teams asks for', ([name, draw, side]) => {
    const picture = decode(Buffer.from(packed()[name] ?? []));
    expect(picture.side).toBe(side);
    expect(Buffer.from(picture.rgba).equals(draw().rgba)).toBe(true);
  });

  test('outline.png is white on nothing, and color.png leaves nothing open', () => {
    const pixels = (name: string) => {
      const { rgba } = decode(Buffer.from(packed()[name] ?? []));
      return Array.from({ length: rgba.length / 4 }, (_, at) => [...rgba.subarray(at * 4, at * 4 + 4)]);
    };
    const painted = pixels('outline.png').filter(([, , , alpha]) => alpha !== 0);
    expect(painted.length).toBeGreaterThan(100);
    expect(painted.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    expect(pixels('outline.png').filter(([, , , alpha]) => alpha === 0).length).toBeGreaterThan(400);
    expect(pixels('color.png').every(([, , , alpha]) => alpha === 255)).toBe(true);
  });
});

/** Reads the one kind of PNG that manifest/icons.ts writes: square, 8 bits, with alpha, in one piece, unfiltered. */
const decode = (file: Buffer): Picture => {
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  const side = file.readUInt32BE(16);
  expect([file.readUInt32BE(20), file[24], file[25]]).toEqual([side, 8, 6]);
  const rows = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  const rgba = new Uint8Array(side * side * 4);
  for (let row = 0; row < side; row++) {
    const start = row * (side * 4 + 1);
    expect(rows[start]).toBe(0);
    rgba.set(rows.subarray(start + 1, start + 1 + side * 4), row * side * 4);
  }
  return { side, rgba };
};
