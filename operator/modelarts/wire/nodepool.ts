import { fields } from '../generated/nodepoolWire.gen.ts';
import { wireMapping } from './mapping.ts';

/** Chapter 16 of the reference: requests and answers. */
export const nodepoolWire = wireMapping(fields);
