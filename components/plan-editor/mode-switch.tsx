'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Segmented } from '@/components/ui/segmented';

type ModeSwitchProps = {
  onWhatIf: () => void;
  /** "What if" was just left: the focus comes back to where it went in. */
  returned: boolean;
};

/** The diagram's two uses: to edit the plan, and to let parts of it fail. */
export function ModeSwitch({ onWhatIf, returned }: ModeSwitchProps) {
  const t = useTranslations('what-if.switch');
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (returned) place.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }, [returned]);
  return (
    <span ref={place}>
      <Segmented
        label={t('label')}
        value="edit"
        options={[
          { value: 'edit', label: t('edit') },
          { value: 'what-if', label: t('whatIf') },
        ]}
        onChange={(mode) => mode === 'what-if' && onWhatIf()}
      />
    </span>
  );
}
