import { fields } from '../generated/serviceWire.gen.ts';
import { wireMapping } from './mapping.ts';

/** Chapter 9 of the reference: requests and answers. */
export const serviceWire = wireMapping(fields);
