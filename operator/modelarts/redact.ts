/**
 * A function that blanks out secrets in the text of others, as they are and as JSON or a URL would write them.
 *
 * Values of less than four characters are left alone: they would blank out ordinary words and protect nothing.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
  ]);
  // The longest first, or a secret within another would leave the rest of that standing.
  const targets = [...new Set(forms)].filter((form) => form.length >= 4).sort((a, b) => b.length - a.length);
  return (text) => targets.reduce((left, target) => left.replaceAll(target, '***'), text);
}
