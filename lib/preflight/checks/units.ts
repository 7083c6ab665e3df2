import { quoteAll } from '@/lib/text/quote';

/** What systemd says of a unit. `load`: loaded, not-found, masked; `file`: enabled, disabled, static, '' for none. */
export type Unit = { load: string; active: string; file: string };

/** bash: as systemd says it (lib/hosts/host-readings.ts); `end-of-units` comes after. */
export const unitsScript = (units: readonly string[]): string =>
  `print_units ${quoteAll([...units])} && echo end-of-units`;

/** By name, in the order that was asked for: systemd answers an alias under its real name. Null unless each has its answer. */
export function unitsOf(stdout: string, units: readonly string[]): Map<string, Unit> | null {
  const end = stdout.indexOf('end-of-units');
  if (end < 0) return null;
  const blocks = stdout
    .slice(0, end)
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '');
  if (blocks.length !== units.length) return null;
  const found = new Map<string, Unit>();
  for (const [index, name] of units.entries()) {
    const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(blocks[index] ?? '')?.[1]?.trim();
    const [load, active, file] = [value('LoadState'), value('ActiveState'), value('UnitFileState')];
    if (load === undefined || active === undefined || file === undefined) return null;
    found.set(name, { load, active, file });
  }
  return found;
}

/** Doing something now, or about to. */
export const isActive = (unit: Unit | undefined): boolean =>
  unit !== undefined && ['active', 'activating', 'reloading'].includes(unit.active);
/** Will be there after the next boot. */
export const isEnabled = (unit: Unit | undefined): boolean =>
  unit !== undefined && ['enabled', 'enabled-runtime'].includes(unit.file);
