import { fields } from '../generated/modelWire.gen.ts';
import { wireMapping } from './mapping.ts';

/** Chapter 7 of the reference: requests and answers. */
export const modelWire = wireMapping(fields);
