import type { NodeProto } from './proto.ts';

/** An attribute that is a number. */
export function numberOf({ attributes }: NodeProto, name: string, otherwise: number): number {
  const value = attributes[name];
  return typeof value === 'number' ? value : otherwise;
}

/** An attribute that is a text. */
export function textOf({ attributes }: NodeProto, name: string, otherwise: string): string {
  const value = attributes[name];
  return typeof value === 'string' ? value : otherwise;
}

/** An attribute that is a list of numbers. */
export function listOf({ attributes }: NodeProto, name: string, otherwise: readonly number[]): readonly number[] {
  const value = attributes[name];
  return Array.isArray(value) ? (value as readonly number[]) : otherwise; // the union's only arrays
}
