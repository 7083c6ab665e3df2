'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { State, type StateName } from '@/components/ui/state';
import { modelOf } from '@/lib/plan/availability/model';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { type Endurance, toleranceOf } from '@/lib/plan/availability/tolerance';
import type { Plan } from '@/lib/plan/schema';
import { useEditor } from './editor-context';
import { type Choice, OptionList } from './option-list';

export type LossChoice<T extends string> = Omit<Choice<T>, 'aside'> & {
  /** The plan with this choice; null when nothing can be said of it. */
  plan: Plan | null;
};

type LossChoicesProps<T extends string> = {
  label: string;
  value: T;
  choices: LossChoice<T>[];
  onChange: (value: T) => void;
  capability: CapabilityId;
};

/** Choices, and beside each how many hosts the plan could lose with it: the consequence where the choice is made. */
export function LossChoices<T extends string>({ label, value, choices, onChange, capability }: LossChoicesProps<T>) {
  const t = useTranslations('editor.survival');
  const { readOnly } = useEditor();
  return (
    <div>
      <div style={{ display: 'flex', justifyContent: 'space-between', marginBottom: 6, fontSize: 12, fontWeight: 500 }}>
        <h2>{label}</h2>
        <span style={{ color: 'var(--ink3)' }}>{t('lossOf')}</span>
      </div>
      <OptionList<T>
        label={label}
        value={value}
        disabled={readOnly}
        onChange={onChange}
        choices={choices.map(({ plan, ...choice }) => ({
          ...choice,
          aside: plan && <Survives plan={plan} capability={capability} />,
        }))}
      />
    </div>
  );
}

/** An outside address is as good as its owner says, whatever stands behind it. */
const entries: CapabilityId[] = ['kubernetes-api', 'application-entry'];

const glyphs: Record<Endurance, StateName> = {
  survives: 'passed',
  'as-declared': 'declared',
  'single-point': 'failed',
  missing: 'failed',
};

function Survives({ plan, capability }: { plan: Plan; capability: CapabilityId }) {
  const t = useTranslations('editor.survival');
  const tolerance = useMemo(() => {
    const model = modelOf(plan);
    return model.capabilities.some(({ id }) => id === capability) ? toleranceOf(model, capability) : null;
  }, [plan, capability]);
  if (!tolerance) return null;
  const { endurance, tolerates } = tolerance;
  const declared = endurance === 'as-declared' || (entries.includes(capability) && tolerance.declared.length > 0);
  return (
    <State
      of={declared && endurance !== 'single-point' ? 'declared' : glyphs[endurance]}
      quiet
      label={declared && endurance !== 'single-point' ? t('asDeclared') : t('hosts', { count: tolerates })}
    />
  );
}
