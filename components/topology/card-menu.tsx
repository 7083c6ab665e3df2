'use client';
import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/ui/icons';
import { roleIcon } from '@/components/ui/role-chip';
import { common } from '@/lib/plan/edits/change-hosts';
import { domainsOf, freeDomainName } from '@/lib/plan/edits/domains';
import type { ServiceSlot } from '@/lib/plan/edits/services';
import { hasRole } from '@/lib/plan/edits/set-role';
import { domainKinds, type Plan, roles, serviceRoles } from '@/lib/plan/schema';
import type { Topology } from './model-types';
import { hostId, refOf } from './node-ids';
import { selectedHosts } from './selection';
import type { DiagramEdits } from './use-diagram-edits';
import { useDomainWords } from './use-domain-words';
import { useNodeWords } from './use-node-words';

/** Which menu is open, and where. `ids`: a domain, a service, or one host or more. */
export type OpenMenu = {
  ids: readonly string[];
  anchor: HTMLElement | { x: number; y: number };
  /** The bar's menu of domains only: roles are in the bar itself. */
  only?: 'domain';
};

type CardMenuProps = {
  menu: OpenMenu | null;
  plan: Plan;
  topology: Topology;
  edits: DiagramEdits;
  close: () => void;
  onRename: (domain: string) => void;
  onOpen: ((slot: ServiceSlot) => void) | undefined;
  onSelect: (ids: readonly string[]) => void;
  onRemove: (ids: readonly string[]) => void;
};

/** All that can be done to what is chosen, also by keyboard. */
export function CardMenu(props: CardMenuProps) {
  const { menu, close } = props;
  const place = menu && ('x' in menu.anchor ? { position: { left: menu.anchor.x, top: menu.anchor.y } } : null);
  const t = useTranslations('topology');
  const items = useItems(props);
  return (
    <Menu
      open={menu !== null}
      onClose={close}
      anchorEl={menu && !place ? (menu.anchor as HTMLElement) : undefined}
      {...(place && { anchorReference: 'anchorPosition' as const, anchorPosition: place.position })}
      slotProps={{
        list: { dense: true, 'aria-label': t('menu.label', { name: items.name }) },
        paper: { sx: { maxHeight: 460 } },
      }}
    >
      {items.list}
    </Menu>
  );
}

function useItems(props: CardMenuProps): { name: string; list: ReactNode[] } {
  const { menu } = props;
  const host = useHostItems(props);
  const domain = useDomainItems(props);
  const service = useServiceItems(props);
  const [first] = menu?.ids ?? [];
  if (first === undefined) return { name: '', list: [] };
  const ref = refOf(first);
  if (ref.kind === 'host') return host(selectedHosts(new Set(menu?.ids)));
  if (ref.kind === 'domain') return domain(ref.name);
  return ref.kind === 'slot' ? service(first, ref.slot) : { name: '', list: [] };
}

const heading = (text: string) => (
  <ListSubheader
    key={`heading ${text}`}
    role="presentation"
    sx={{ lineHeight: '28px', fontSize: 12, background: 'none' }}
  >
    {text}
  </ListSubheader>
);
const line = (name: string) => <Divider key={`line ${name}`} component="li" role="separator" />;

type ChoiceProps = {
  kind: 'checkbox' | 'radio';
  on: boolean | 'mixed';
  icon?: IconName;
  children: ReactNode;
  onClick: () => void;
};

function choice(key: string, { kind, on, icon, children, onClick }: ChoiceProps) {
  return (
    <MenuItem key={key} role={`menuitem${kind}`} aria-checked={on} onClick={onClick}>
      <span aria-hidden="true" style={{ width: 20, display: 'inline-flex' }}>
        {on === true && <Icon name="check" size={14} />}
        {on === 'mixed' && <Icon name="minus" size={14} />}
      </span>
      {icon && (
        <span style={{ width: 20, display: 'inline-flex' }}>
          <Icon name={icon} size={14} />
        </span>
      )}
      {children}
    </MenuItem>
  );
}

function act(key: string, icon: IconName, text: string, onClick: () => void) {
  return (
    <MenuItem key={key} onClick={onClick}>
      <span style={{ width: 20, display: 'inline-flex' }}>
        <Icon name={icon} size={14} />
      </span>
      {text}
    </MenuItem>
  );
}

function useHostItems({ menu, plan, edits, close, onRemove }: CardMenuProps) {
  const t = useTranslations('topology');
  const { domainName, withKind } = useDomainWords();
  const ui = useTranslations('ui');
  return (places: number[]) => {
    const chosen = new Set(places);
    const hosts = plan.hosts.filter((_host, index) => chosen.has(index));
    const name = edits.namesOf(places);
    const domain = common(hosts.map((host) => host.failureDomain));
    const fresh = freeDomainName(plan, 'rack', (letter) => withKind('rack', letter));
    const roleItem = (role: (typeof roles)[number] | (typeof serviceRoles)[number]) => {
      const on = hasRole(plan, chosen, role);
      const children = ui(`role.${role}`);
      // The menu stays open: a host has several roles.
      const onClick = () => edits.setRole(places, role, on !== true);
      return choice(role, { kind: 'checkbox', on, icon: roleIcon(role), children, onClick });
    };
    const toDomain = (key: string, to: string, children: string) =>
      choice(key, {
        kind: 'radio',
        on: domain === to,
        children,
        onClick: () => {
          close();
          if (domain !== to) edits.moveTo(places, to);
        },
      });
    const domains = [
      heading(t('menu.domain')),
      toDomain('no domain', '', t('menu.noDomain')),
      ...domainsOf(plan).map((each) => toDomain(`domain ${each.name}`, each.name, domainName(each))),
      toDomain('new domain', fresh, t('menu.newDomain', { name: domainName({ name: fresh, kind: 'rack' }) })),
    ];
    if (menu?.only === 'domain') return { name, list: domains };
    const [only] = places;
    const slipway = places.length === 1 && plan.slipway.host !== '' && plan.slipway.host === hosts[0]?.name;
    return {
      name,
      list: [
        heading(t('menu.roles')),
        ...roles.map(roleItem),
        line('services'),
        heading(t('menu.services', { count: places.length })),
        ...serviceRoles.map(roleItem),
        ...(places.length === 1 && only !== undefined && hosts[0]?.name
          ? [
              choice('slipway', {
                kind: 'checkbox',
                on: slipway,
                children: t('menu.slipway'),
                onClick: () => edits.placeSlipway(slipway ? null : only),
              }),
            ]
          : []),
        line('domain'),
        ...domains,
        line('remove'),
        act('remove', 'trash', t('menu.remove', { name }), () => {
          close();
          onRemove(places.map(hostId));
        }),
      ],
    };
  };
}

function useDomainItems({ menu, plan, topology, edits, close, onRename, onSelect, onRemove }: CardMenuProps) {
  const t = useTranslations('topology');
  const { nameIn, domainName } = useDomainWords();
  return (name: string) => {
    const domains = domainsOf(plan);
    const kind = domains.find((domain) => domain.name === name)?.kind ?? 'rack';
    const hosts = topology.nodes.filter((node) => node.kind === 'host' && node.host.failureDomain === name);
    const then = (run: () => void) => () => {
      close();
      run();
    };
    const shown = nameIn(plan, name);
    return {
      name: shown,
      list: [
        act(
          'rename',
          'edit',
          t('menu.rename'),
          then(() => onRename(name)),
        ),
        act(
          'add',
          'plus',
          t('menu.addHost'),
          then(() => edits.addHost(name)),
        ),
        ...(hosts.length > 0
          ? [
              act(
                'select',
                'host',
                t('menu.selectHosts'),
                then(() => onSelect(hosts.map(({ id }) => id))),
              ),
            ]
          : []),
        ...([-1, 1] as const).flatMap((by) => {
          const other = domains[domains.findIndex((domain) => domain.name === name) + by];
          if (!other) return [];
          const [key, icon] = by < 0 ? (['before', 'arrow-left'] as const) : (['after', 'arrow-right'] as const);
          const move = then(() => edits.moveDomain(name, by, other.name));
          return [act(key, icon, t(`menu.${key}`, { name: domainName(other) }), move)];
        }),
        line('kind'),
        heading(t('menu.kind')),
        ...domainKinds.map((each) =>
          choice(each, {
            kind: 'radio',
            on: kind === each,
            children: t(`domainKind.${each}`),
            onClick: then(() => edits.setDomainKind(name, each)),
          }),
        ),
        line('remove'),
        act(
          'remove',
          'trash',
          t('menu.remove', { name: shown }),
          then(() => onRemove(menu?.ids ?? [])),
        ),
      ],
    };
  };
}

function useServiceItems({ topology, close, onOpen, onRemove }: CardMenuProps) {
  const t = useTranslations('topology');
  const words = useNodeWords();
  return (id: string, slot: ServiceSlot) => {
    const node = topology.nodes.find((each) => each.id === id);
    const name = node ? words.nodeName(node) : '';
    const then = (run: () => void) => () => {
      close();
      run();
    };
    return {
      name,
      list: [
        ...(onOpen
          ? [
              act(
                'open',
                'arrow-right',
                t('menu.open'),
                then(() => onOpen(slot)),
              ),
            ]
          : []),
        act(
          'remove',
          'trash',
          t('menu.remove', { name }),
          then(() => onRemove([id])),
        ),
      ],
    };
  };
}
