import { z } from 'zod';
import type { Path } from './read-yaml';

export type UnknownField = { path: Path /** Names that the schema has at this place. */; known: string[] };

/** Every field of a document that the schema has no name for, in the document's order. */
export function unknownFields(schema: z.core.$ZodType, value: unknown, path: Path = []): UnknownField[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return unknownFields(schema.def.innerType, value, path);
  }
  if (schema instanceof z.ZodArray) {
    const items = Array.isArray(value) ? value : [];
    return items.flatMap((item, index) => unknownFields(schema.def.element, item, [...path, index]));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const chosen = chosenOption(schema, value);
    // Without a known kind nothing can be said about the other fields; the kind itself is an issue of the schema.
    return chosen ? unknownFields(chosen, value, path) : [];
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Record<string, z.core.$ZodType> = schema.def.shape;
  return Object.entries(value).flatMap(([key, child]) => {
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (field) return unknownFields(field, child, [...path, key]);
    return [{ path: [...path, key], known: Object.keys(shape) }];
  });
}

function chosenOption(union: z.ZodDiscriminatedUnion, value: object): z.core.$ZodType | undefined {
  const { discriminator, options } = union.def;
  const kind = (value as Record<string, unknown>)[discriminator];
  return options.find((option) => {
    const field = option instanceof z.ZodObject ? option.def.shape[discriminator] : undefined;
    return field instanceof z.ZodLiteral && field.def.values.includes(kind as z.util.Literal);
  });
}
