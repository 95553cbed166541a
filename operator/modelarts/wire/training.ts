import { fields } from '../generated/trainingWire.gen.ts';
import { wireMapping } from './mapping.ts';

/** Chapter 6 of the reference: requests and answers. */
export const trainingWire = wireMapping(fields);
