'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { OptionList } from '@/components/plan-editor/option-list';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { State } from '@/components/ui/state';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionResult } from '@/lib/auth/action';
import { labelProblem } from '@/lib/plan/host-name';
import { type PlanTemplate, planTemplates } from '@/lib/plan/new-plan';
import type { PlansActions } from './plan-row-data';

const formSchema = z.object({
  name: z.string().refine((name) => labelProblem(name) === null),
  template: z.enum(planTemplates),
});
type Form = z.infer<typeof formSchema>;

/** `pasting`: the hosts come next, so that no layout is asked for. */
export type NewPlanStart = { template: PlanTemplate; pasting?: boolean };

type NewPlanDialogProps = {
  open: boolean;
  start: NewPlanStart;
  create: PlansActions['create'];
  onClose: () => void;
};

export function NewPlanDialog({ open, start, create, onClose }: NewPlanDialogProps) {
  const id = useId();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="xs">
      {/* Mounted anew each time it opens, with the template that was chosen for it. */}
      <NewPlanForm titleId={id} start={start} create={create} onClose={onClose} />
    </Dialog>
  );
}

function NewPlanForm({ titleId, start, create, onClose }: Omit<NewPlanDialogProps, 'open'> & { titleId: string }) {
  const t = useTranslations('plans');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const { control, register, handleSubmit, formState } = useForm<Form>({
    resolver: zodResolver(formSchema),
    defaultValues: { name: '', template: start.template },
  });
  const submit = handleSubmit(async (form) => {
    const answer = await create(form).catch((): ActionResult<never> => ({ ok: false, error: { code: 'offline' } }));
    if (answer.ok) router.push(`/plans/${answer.data.planId}`);
    else setFailure(errorText(answer.error));
  });
  const wrong = formState.errors.name !== undefined;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <DialogTitle id={titleId}>{t('create.title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
        {failure && <ErrorNotice title={failure} />}
        <Field
          label={t('create.name')}
          hint={wrong ? <State of="blocking" size={12} label={t('create.nameWrong')} /> : t('create.nameHint')}
        >
          {(field) => (
            <TextField
              {...field}
              {...register('name')}
              autoFocus
              error={wrong}
              placeholder="prod-shanghai"
              slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } }}
            />
          )}
        </Field>
        {start.pasting ? (
          <p style={{ margin: 0, color: 'var(--ink2)' }}>{t('create.pasteNext')}</p>
        ) : (
          <Controller
            control={control}
            name="template"
            render={({ field }) => (
              <OptionList<PlanTemplate>
                label={t('create.template')}
                value={field.value}
                onChange={field.onChange}
                choices={planTemplates.map((each) => ({
                  value: each,
                  name: t(`templates.${each}.name`),
                  text: t(`templates.${each}.text`),
                }))}
              />
            )}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button type="submit" variant="contained" loading={formState.isSubmitting}>
          {t('create.act')}
        </Button>
      </DialogActions>
    </form>
  );
}
