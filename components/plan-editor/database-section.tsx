'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { addService, removeService } from '@/lib/plan/edits/services';
import { databaseSchema, type Plan } from '@/lib/plan/schema';
import { CredentialSelect } from './credential-select';
import { useEditor, usePlan } from './editor-context';
import { TwoFields } from './editor-layout';
import { RoleHolder } from './host-select';
import { LossChoices } from './loss-choices';
import { OptionList } from './option-list';
import { DeclaredField, PlanField, PlanNumber } from './plan-field';
import { useChoice } from './use-choice';

type Database = Plan['database'];
type Kind = Database['kind'];
type Of<K extends Kind> = Extract<Database, { kind: K }>;

/** The plan with another database: hosts get the roles that it needs, and lose those of the one before. */
function withDatabase(plan: Plan, database: Database): Plan {
  const { kind } = database;
  const changed =
    kind === 'built-in'
      ? removeService(plan, 'database')
      : addService(plan, kind === 'external' ? 'external-database' : 'mysql-pair');
  return { ...changed, database };
}

/** Step 7: MySQL for Rainbond's console and its region. */
export function DatabaseSection() {
  const t = useTranslations('editor.services.database');
  const plan = usePlan();
  const { edit } = useEditor();
  const { database } = plan;
  const { of, leave } = useChoice<Database>(database, (kind) => databaseSchema.parse({ kind }));
  const set = (next: Database, field: string) =>
    edit((now) => ({ ...now, database: next }), field && `database.${field}`);
  return (
    <>
      <LossChoices<Kind>
        label={t('label')}
        value={database.kind}
        capability="database"
        onChange={(kind) => {
          leave();
          edit((now) => withDatabase(now, of(kind)));
        }}
        choices={(['built-in', 'external', 'mysql-pair'] as const).map((kind) => ({
          value: kind,
          name: t(`kinds.${kind}`),
          text: t(`texts.${kind}`),
          plan: kind === database.kind ? plan : withDatabase(plan, of(kind)),
        }))}
      />
      {database.kind === 'external' && <External database={database} set={set} />}
      {database.kind === 'mysql-pair' && <Pair database={database} set={set} />}
    </>
  );
}

type FormProps<K extends Kind> = { database: Of<K>; set: (next: Database, field: string) => void };

function External({ database, set }: FormProps<'external'>) {
  const t = useTranslations('editor.services.database');
  return (
    <>
      <TwoFields>
        <PlanField
          mono
          path="database.host"
          label={t('host')}
          placeholder="10.0.0.50"
          value={database.host}
          onChange={(host) => set({ ...database, host: host.trim() }, 'host')}
        />
        <PlanNumber
          mono
          path="database.port"
          label={t('port')}
          min={1}
          max={65535}
          value={database.port}
          onChange={(port) => set({ ...database, port }, 'port')}
        />
        <PlanField
          mono
          path="database.consoleDatabase"
          label={t('consoleDatabase')}
          value={database.consoleDatabase}
          onChange={(name) => set({ ...database, consoleDatabase: name.trim() }, 'consoleDatabase')}
        />
        <PlanField
          mono
          path="database.regionDatabase"
          label={t('regionDatabase')}
          value={database.regionDatabase}
          onChange={(name) => set({ ...database, regionDatabase: name.trim() }, 'regionDatabase')}
        />
        <Field label={t('version')}>
          {() => (
            <Segmented<'8.0' | '5.7'>
              full
              label={t('version')}
              value={database.version}
              onChange={(version) => set({ ...database, version }, '')}
              options={(['8.0', '5.7'] as const).map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
        <PlanField
          mono
          path="database.user"
          label={t('user')}
          value={database.user}
          onChange={(user) => set({ ...database, user: user.trim() }, 'user')}
        />
      </TwoFields>
      <CredentialSelect
        place="database"
        path="database.credential"
        label={t('credential')}
        value={database.credential}
        onChange={(credential) => set({ ...database, credential }, '')}
      />
      <DeclaredField
        path="database.declared"
        value={database.declared}
        onChange={(declared) => set({ ...database, declared }, 'declared')}
      />
    </>
  );
}

function Pair({ database, set }: FormProps<'mysql-pair'>) {
  const t = useTranslations('editor.services.database');
  const { readOnly } = useEditor();
  return (
    <>
      <TwoFields>
        <RoleHolder of="mysql-primary" label={t('primaryOn')} />
        <RoleHolder of="mysql-replica" label={t('replicaOn')} />
      </TwoFields>
      <OptionList<typeof database.replication>
        label={t('replication')}
        value={database.replication}
        disabled={readOnly}
        onChange={(replication) => set({ ...database, replication }, '')}
        choices={(['asynchronous', 'semi-synchronous'] as const).map((value) => ({
          value,
          name: t(`replications.${value}`),
          text: t(`replicationTexts.${value}`),
        }))}
      />
    </>
  );
}
