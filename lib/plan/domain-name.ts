import type { FailureDomain } from './schema';

type Kind = FailureDomain['kind'];

/** Words by which a name says of itself what it is, in the languages of the product; Latin ones only as words of their own. */
const kindWords: Record<Kind, RegExp> = {
  rack: /(?<![a-z])(?:racks?|cabinets?)(?![a-z])|机架|机柜/giu,
  room: /(?<![a-z])(?:rooms?|halls?)(?![a-z])|机房|房间/giu,
  hypervisor: /(?<![a-z])hypervisors?(?![a-z])|虚拟化主机|宿主机|虚拟机管理程序/giu,
};
const kinds: Kind[] = ['rack', 'room', 'hypervisor'];

/** Other places that people name domains after: "Row 1" of kind rack is no "Rack Row 1". */
const otherPlaces =
  /(?<![a-z])(?:rows?|cages?|zones?|floors?|buildings?|sites?|data ?cent(?:er|re)s?)(?![a-z])|列|排|区|楼|层|站点|数据中心/iu;

/** The kind that a name says of itself ("Rack A", "3 号机房"); null for "A" and "Row 1". */
export function kindSaid(name: string): Kind | null {
  return kinds.find((kind) => name.search(kindWords[kind]) !== -1) ?? null;
}

/** Whether a reader has to be told the kind: "A" is "Rack A", while "Rack A" and "Row 1" say what they are. */
export function wantsKind({ name }: Pick<FailureDomain, 'name'>): boolean {
  return name !== '' && kindSaid(name) === null && !otherPlaces.test(name);
}

/** Equal for two domains that a reader couldn't tell apart: the rack "A", the rack "rack a" and the rack "机架 A". */
export function domainKey({ name, kind }: FailureDomain): string {
  const mark = name.replace(kindWords[kind], ' ').trim().replace(/\s+/g, ' ').toLowerCase();
  return mark === '' || (kindSaid(name) ?? kind) !== kind ? `named ${name.trim().toLowerCase()}` : `${kind} ${mark}`;
}

/**
 * The domain that a person means by a name or by what is shown for it: "Rack A" is the rack "A". Null when there is none.
 *
 * @param text as it was typed; one that doesn't say its kind means a rack
 */
export function domainMeant(domains: readonly FailureDomain[], text: string): FailureDomain | null {
  const name = text.trim();
  if (name === '') return null;
  const key = domainKey({ name, kind: kindSaid(name) ?? 'rack' });
  return domains.find((each) => each.name === name) ?? domains.find((each) => domainKey(each) === key) ?? null;
}
