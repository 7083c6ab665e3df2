import type { FindingValues } from '../../finding';

/** Texts of the catalogue `availability` in the reader's language. */
export type Translate = (key: string, values?: FindingValues) => string;
