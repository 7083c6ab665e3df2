import { expect, it } from 'vitest';
import { type Block, packHosts } from './pack-hosts';

const sizes = { card: { width: 208, height: 176 }, gap: 16, rowGap: 46, bottom: 46 };
const names = (count: number, prefix = 'h') => Array.from({ length: count }, (_each, index) => `${prefix}${index}`);
const pack = (...blocks: Block[]) => packHosts(blocks, sizes);

it('gives three racks of one host the measures of the picture', () => {
  const racks = ['A', 'B', 'C'].map((id) => ({ id, hosts: [`host ${id}`] }));
  const { boxes, width, height } = pack(...racks);
  expect([width, height]).toEqual([748, 284]);
  expect(boxes.B).toEqual({ x: 260, y: 20, width: 228, height: 218 });
  expect(boxes['host B']).toEqual({ x: 270, y: 52, width: 208, height: 176 });
});

it('leaves room in a rack that has no host yet, as high as its neighbours', () => {
  const { boxes } = pack({ id: 'A', hosts: ['h'] }, { id: 'B', hosts: [] });
  expect(boxes.B).toMatchObject({ width: 228, height: boxes.A?.height });
  expect(pack({ id: 'B', hosts: [] }).boxes.B?.height).toBe(126);
});

it('puts hosts of no domain beside the racks without a frame', () => {
  const { boxes } = pack({ id: 'A', hosts: ['a'] }, { id: null, hosts: ['b'] });
  expect(Object.keys(boxes)).toEqual(['A', 'a', 'b']);
});

it('packs 200 hosts in four racks about as wide as high, in milliseconds', () => {
  const racks = ['A', 'B', 'C', 'D'].map((id) => ({ id, hosts: names(50, id) }));
  const start = performance.now();
  const { width, height } = pack(...racks);
  expect(performance.now() - start).toBeLessThan(200);
  expect(width / height).toBeGreaterThan(1);
  expect(width / height).toBeLessThan(3.5);
});

it('holds up without any host', () => {
  expect(pack().boxes).toEqual({});
});
