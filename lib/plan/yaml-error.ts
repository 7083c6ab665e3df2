/** A YAML error's first line without the place and the full stop: both stand in our own text already. */
export function yamlErrorText(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/\.$/, '');
}
