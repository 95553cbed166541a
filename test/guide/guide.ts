/** The commands of deploy/OPERATING.md, to be run as they stand there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEXT = readFileSync(join(import.meta.dirname, '../../deploy/OPERATING.md'), 'utf8');

/** By the name in the comment before each block. */
export const COMMANDS: ReadonlyMap<string, string> = new Map(
  [...TEXT.matchAll(/<!-- run: (\S+) -->\n *```sh\n([\s\S]*?)\n *```/g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

/** The whole text. */
export const guide = (): string => TEXT;
