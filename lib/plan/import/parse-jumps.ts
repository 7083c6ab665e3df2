import { hopSchema, type PlanHop } from '../schema';

/**
 * OpenSSH's list of jump hosts (`ProxyJump`, `-J`): `user@host:port` separated by commas, or `ssh://user@host:port`.
 *
 * @param user of the hops that name none
 * @returns null when the text is no such list; an empty list for `none`
 */
export function parseJumps(text: string, user: string): PlanHop[] | null {
  if (text.trim().toLowerCase() === 'none') return [];
  const hops = text.split(',').map((each) => parseJump(each.trim(), user));
  return hops.every((hop) => hop !== null) ? hops : null;
}

function parseJump(text: string, user: string): PlanHop | null {
  const match = /^(?:ssh:\/\/)?(?:([\w.$-]+)@)?([\w.-]+)(?::(\d{1,5}))?\/?$/.exec(text);
  if (!match) return null;
  const [, own = user, address, port = '22'] = match;
  const hop = hopSchema.safeParse({ address, port: Number(port), user: own });
  return hop.success ? hop.data : null;
}
