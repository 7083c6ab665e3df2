/** `0:38`, `12:06`, `1:02:45`: for lists. Never negative. */
export function listDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}

/** Hours, minutes and seconds, for a sentence of the message catalogue. */
export function durationParts(milliseconds: number): { hours: number; minutes: number; seconds: number } {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor((seconds % 3600) / 60), seconds: seconds % 60 };
}
