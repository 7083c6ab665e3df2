const plain = /^[A-Za-z0-9_./:@%+=,-]+$/;

/** A value as one word of bash. Everything that comes from a plan, facts or a bundle goes through here. */
export function quote(value: string): string {
  if (plain.test(value)) return value;
  return `'${value.replaceAll("'", "'\\''")}'`;
}

export function quoteAll(values: string[]): string {
  return values.map(quote).join(' ');
}
