/** More hosts in one line are a slip of the keyboard. */
const usual = 256;

export type Expanded = { values: string[] } | { problem: 'range' | 'tooLarge' };

/**
 * `10.0.0.[11-13]` and `web-[01,03-05]` give one text each, with leading zeros kept; `10.0.0.11-13` and
 * `10.0.0.11-10.0.0.13` are the same range of last octets. A text without a range gives itself. A range that goes down, or a
 * `10.0.0.11-2` that could mean either direction, is a problem, never a guess. `[fd00::1]` is no range and stays as it is.
 *
 * @param largest number of texts that a range may give
 */
export function expandRange(text: string, largest = usual): Expanded {
  const short = /^((?:.*@)?(?:\d{1,3}\.){3})(\d{1,3})-((?:\d{1,3}\.){3})?(\d{1,3})(:\d+)?$/.exec(text);
  if (short) {
    const [, head = '', first = '', otherHead, last = '', port = ''] = short;
    if (otherHead !== undefined && otherHead !== head.slice(head.lastIndexOf('@') + 1)) return { problem: 'range' };
    return expandRange(`${head}[${first}-${last}]${port}`, largest);
  }
  const open = text.indexOf('[');
  if (open < 0) return text.includes(']') ? { problem: 'range' } : { values: [text] };
  const close = text.indexOf(']', open);
  if (close < 0) return { problem: 'range' };
  const inside = text.slice(open + 1, close);
  if (inside.includes(':')) return { values: [text] };
  const middles = items(inside, largest);
  if ('problem' in middles) return middles;
  const tails = expandRange(text.slice(close + 1), largest);
  if ('problem' in tails) return tails;
  const head = text.slice(0, open);
  const values = middles.values.flatMap((middle) => tails.values.map((tail) => head + middle + tail));
  return values.length > largest ? { problem: 'tooLarge' } : { values };
}

function items(inside: string, largest: number): Expanded {
  const values: string[] = [];
  for (const item of inside.split(',')) {
    const match = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(item);
    if (!match) return { problem: 'range' };
    const [, first = '', last = first] = match;
    if (Number(last) < Number(first)) return { problem: 'range' };
    if (Number(last) - Number(first) >= largest) return { problem: 'tooLarge' };
    const width = first.startsWith('0') ? first.length : 0;
    for (let value = Number(first); value <= Number(last); value += 1) values.push(String(value).padStart(width, '0'));
  }
  return { values };
}
