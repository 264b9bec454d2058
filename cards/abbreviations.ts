/** What the abbreviations of the trade stand for: whoever meets them once a year reads it where they first stand. */
const MEANINGS: Readonly<Record<string, string>> = {
  ASB: 'anti-social behaviour',
  Asset: 'the assessment that the youth offending team makes',
  CPS: 'Crown Prosecution Service',
  DYO: 'the panel for deter young offenders',
  MAPPA: 'Multi-Agency Public Protection Arrangements',
  MARAC: 'Multi-Agency Risk Assessment Conference, on domestic abuse',
  OGRS: 'Offender Group Reconviction Scale: two-year reconviction in percent',
  PNC: 'Police National Computer',
  PPO: 'prolific and other priority offender',
};
const KNOWN = new RegExp(String.raw`\b(${Object.keys(MEANINGS).join('|')})\b`, 'g');

/** Up to this many characters a label is read in one piece, and what it means stands behind it. */
const SHORT = 30;

/**
 * Says what each abbreviation means the first time it comes by: right behind it in a text, at the end of a short label.
 * For our own words, never for typed ones.
 */
export const explainer = () => {
  const told = new Set<string>();
  const first = (short: string, said: string): boolean => {
    if (told.has(short)) return false;
    told.add(short);
    return !said.includes(MEANINGS[short] ?? '');
  };
  const text = (said: string, around = said): string =>
    said.replace(KNOWN, (short) => (first(short, around) ? `${short} (${MEANINGS[short]})` : short));
  return {
    text: (said: string): string => text(said),
    label: (label: string, beside: string): string => {
      const around = label + beside;
      if (label.length > SHORT) return text(label, around);
      return (label.match(KNOWN) ?? [])
        .filter((short) => first(short, around))
        .reduce((so, short) => so.replace(/[:?]? ?$/, (end) => ` (${MEANINGS[short]})${end}`), label);
    },
  };
};

/** For a hint behind a label. */
export const meaningIn = (label: string): string | undefined =>
  label
    .match(KNOWN)
    ?.map((short) => MEANINGS[short])
    .join('; ');
