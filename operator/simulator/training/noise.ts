/**
 * A number in [0, 1) that looks random and is the same for the same text in every run: FNV-1a over the text, its
 * bits mixed as in MurmurHash3.
 */
export function noise(text: string): number {
  return bits(text) / 2 ** 32;
}

/** Eight hexadecimal digits that look random and are the same for the same text. */
export const shortId = (text: string): string => bits(text).toString(16).padStart(8, '0');

function bits(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
