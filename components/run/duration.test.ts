import { describe, expect, test } from 'vitest';
import { durationParts, listDuration } from '@/components/run/duration';

describe('durations', () => {
  test('lists show minutes and seconds, hours only when there are any', () => {
    expect(listDuration(0)).toBe('0:00');
    expect(listDuration(38_000)).toBe('0:38');
    expect(listDuration(726_400)).toBe('12:06');
    expect(listDuration(3_765_000)).toBe('1:02:45');
  });

  test('seconds that round up carry into the minute', () => {
    expect(listDuration(59_600)).toBe('1:00');
    expect(durationParts(119_900)).toEqual({ hours: 0, minutes: 2, seconds: 0 });
  });

  test('a clock that runs backwards gives nothing negative', () => {
    expect(listDuration(-500)).toBe('0:00');
  });
});
