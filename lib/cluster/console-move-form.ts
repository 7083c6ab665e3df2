import { z } from 'zod';
import { dockerConsoleDefaults } from '@/lib/runbook/rainbond/migrate-console';

/** What a person says of the console that moves, as the page's address carries it. */
export const consoleMoveFormSchema = z.object({
  /** Name of the plan's host on which the container runs; '' chooses the first that can be signed in to. */
  host: z.string().max(253),
  /** As Docker allows names. */
  container: z
    .string()
    .max(128)
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/),
  /** Absolute path of the folder with the container's data on that host. */
  data: z
    .string()
    .max(400)
    .regex(/^(\/[a-zA-Z0-9_.@+-]+)+$/),
  /** Of the console in the cluster, at the entry. */
  port: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .refine((text) => Number(text) <= 65_535),
  to: z.enum(['move', 'back']),
});
export type ConsoleMoveForm = z.infer<typeof consoleMoveFormSchema>;
export type ConsoleMoveField = keyof ConsoleMoveForm;

const usual: ConsoleMoveForm = {
  host: '',
  container: dockerConsoleDefaults.container,
  data: dockerConsoleDefaults.dataFolder,
  port: String(dockerConsoleDefaults.port),
  to: 'move',
};

/** The form out of a page's search parameters, what is missing filled in; `wrong`: fields that can't be used as they are. */
export function readConsoleMoveForm(search: Record<string, string | string[] | undefined>): {
  form: ConsoleMoveForm;
  wrong: ConsoleMoveField[];
} {
  const text = (field: ConsoleMoveField) => {
    const found = search[field];
    return typeof found === 'string' ? found.trim() : usual[field];
  };
  const form = {
    ...{ host: text('host'), container: text('container'), data: text('data'), port: text('port') },
    to: text('to') === 'back' ? ('back' as const) : ('move' as const),
  };
  const { error } = consoleMoveFormSchema.safeParse(form);
  const fields = error?.issues.map(({ path }) => path[0] as ConsoleMoveField) ?? [];
  return { form, wrong: [...new Set(fields)] };
}
