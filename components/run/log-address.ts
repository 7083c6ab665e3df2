import type { LogFilter } from '@/lib/realtime/log-selection';

/** What of the log view stands in the address, so that a link shows the same: `?host=node-1&step=join&q=x509#L4190`. */
export type LogAddress = {
  filter: LogFilter;
  /** The line that the link is about; 0 for none. */
  line: number;
};

export function parseLogAddress(search: string, hash: string): LogAddress {
  const query = new URLSearchParams(search);
  const line = /^#L([1-9]\d{0,8})$/.exec(hash);
  return {
    filter: { host: query.get('host'), step: query.get('step'), text: query.get('q') ?? '' },
    line: line ? Number(line[1]) : 0,
  };
}

/** Query and hash; other parameters of the address stay. '' when there is nothing to say. */
export function formatLogAddress({ filter, line }: LogAddress, search: string): string {
  const query = new URLSearchParams(search);
  const put = (name: string, value: string | null) => (value === null ? query.delete(name) : query.set(name, value));
  put('host', filter.host);
  put('step', filter.step);
  put('q', filter.text === '' ? null : filter.text);
  const text = query.toString();
  return `${text === '' ? '' : `?${text}`}${line > 0 ? `#L${line}` : ''}`;
}
