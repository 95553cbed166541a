import { fields } from '../generated/workflowWire.gen.ts';
import { wireMapping } from './mapping.ts';

/** Chapter 4 of the reference: requests and answers. */
export const workflowWire = wireMapping(fields);
