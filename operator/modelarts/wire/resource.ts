import { fields } from '../generated/resourceWire.gen.ts';
import { wireMapping } from './mapping.ts';

/** Chapter 10 of the reference: requests and answers. */
export const resourceWire = wireMapping(fields);
