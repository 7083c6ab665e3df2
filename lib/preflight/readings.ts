import { hostReadings } from '@/lib/hosts/host-readings';
import { ownershipReading } from './checks/ownership';

/** bash, before the scripts of checks: what they read with each other. */
export const checkReadings = `${hostReadings}\n${ownershipReading}`;

/** The same in a shell that has gathered the host's facts, and knows what was read for them. */
export const readingsAfterFacts = ownershipReading;

/** A check's script as it can be run by itself. */
export const alone = (script: string): string => `${checkReadings}\n${script}`;
