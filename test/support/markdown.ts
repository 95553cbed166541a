/** What tests ask of the documents: their sections, blocks of code, words set as code, and links. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A heading of level two or three with what stands below it, up to the next one. */
export interface Section {
  level: number;
  heading: string;
  body: string;
}

const FENCED = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;
const CODE = /`([^`]+)`/g;
const words = (text: string) => text.replace(/\s+/g, ' ');

/** Without what is fenced: there `#` is a comment, and brackets are no links. */
const prose = (text: string) => text.replaceAll(FENCED, '');

/** The sections of a document; what stands before the first one is not among them. */
export function sections(text: string): Section[] {
  const fences = [...text.matchAll(FENCED)].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  const headings = [...text.matchAll(/^(#{2,3}) (.+)$/gm)].filter(
    ({ index }) => !fences.some(([from, to]) => from < index && index < to),
  );
  return headings.map(({ index, 0: line, 1: marks = '', 2: heading = '' }, at) => ({
    level: marks.length,
    heading,
    body: text.slice(index + line.length, headings[at + 1]?.index),
  }));
}

/** The fenced blocks, each with its language ('' if it names none), without the comments at the ends of lines. */
export const blocks = (text: string): { language: string; code: string }[] =>
  [...text.matchAll(FENCED)].map(([, language = '', code = '']) => ({
    language,
    code: code.replace(/ +# .*$/gm, ''),
  }));

/** All that is set as code outside of the fenced blocks; each once. */
export const codeWords = (text: string): Set<string> =>
  new Set([...prose(text).matchAll(CODE)].map(([, code = '']) => words(code)));

/** The anchors that GitHub gives to the headings of a document. */
export function anchors(text: string): string[] {
  const seen = new Map<string, number>();
  return [...prose(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const plain = heading.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '');
    const slug = plain.replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times ? `${slug}-${times}` : slug;
  });
}

/** The links of a document that lead to no file or heading of this repository. Links to other sites are not followed. */
export function brokenLinks(file: string, text = readFileSync(file, 'utf8')): string[] {
  const links = [
    ...prose(text)
      .replaceAll(CODE, '``')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, to = '']) => to);
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path ? join(dirname(file), path) : file;
    if (relative('.', target).startsWith('..') || (path && !existsSync(target))) return true;
    return (
      anchor !== undefined && !anchors(path ? readFileSync(target, 'utf8') : text).includes(decodeURI(anchor))
    );
  });
}
