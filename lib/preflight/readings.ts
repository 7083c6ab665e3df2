import { hostReadings } from '@/lib/hosts/host-readings';
import { ownershipReading } from './checks/ownership';
import { proxyReading } from './checks/supply/proxy-reading';

const ofChecks = `${ownershipReading}\n${proxyReading}`;

/** bash, before the scripts of checks: what they read with each other. */
export const checkReadings = `${hostReadings}\n${ofChecks}`;

/** The same in a shell that has gathered the host's facts, and knows what was read for them. */
export const readingsAfterFacts = ofChecks;

/** A check's script as it can be run by itself. */
export const alone = (script: string): string => `${checkReadings}\n${script}`;
