import type { Language } from '@/lib/i18n/languages';

/** Exit codes: 0 done and nothing blocks; 1 something blocks; 2 the call or a file can't be understood. */
export const exitCodes = { done: 0, blocked: 1, unreadable: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** What a command has to work with; a command touches nothing else of the process. */
export type CommandContext = {
  language: Language;
  /** A text of any catalogue: `cli.check.summary`. */
  translate: Translate;
  /** Whether the catalogues have that text: for ids that come from elsewhere. */
  hasText: (key: string) => boolean;
  /** A path as the caller meant it: relative to the folder where the command was called. */
  resolve: (path: string) => string;
  /** stdout: what was asked for. A line each. */
  print: (text: string) => void;
  /** stderr: everything about it. */
  tell: (text: string) => void;
  /** Whether what is printed may be coloured: stdout is a terminal, and no NO_COLOR (no-color.org). */
  colour: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  /** Where a person watches; null when stderr is no terminal. */
  screen: Screen | null;
  /** What a person types without it being shown; null when nobody is there to be asked. */
  ask: (question: string) => Promise<string | null>;
  /** Aborted when the person interrupts (SIGINT) or the process is told to end. Who asks for it has to end soon after. */
  interrupted: () => AbortSignal;
};

export type Screen = {
  columns: () => number;
  rows: () => number;
  colour: boolean;
  write: (text: string) => void;
};

export type OptionValues = Record<string, string | boolean | string[] | undefined>;

/**
 * One command, the default export of `commands/<word>-<word>.ts`: the file's name is how it is called. Its usage stands in the
 * catalogue: `cli.usage.<name of the file>`.
 */
export type Command = {
  /** As `parseArgs` of Node.js takes them; every command also has --lang and --help. */
  options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
  /** How many arguments it needs. */
  arguments: number;
  run: (context: CommandContext, positionals: string[], options: OptionValues) => Promise<ExitCode>;
};

/** The call or a file can't be understood: exit code 2. `text` is for the person, `details` for `--json`. */
export class UnreadableError extends Error {
  override name = 'UnreadableError';
  constructor(
    readonly text: string,
    readonly details: object[] = [],
  ) {
    super(text);
  }
}

/** The system's code (ENOENT, EACCES, …), or what another error says. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
