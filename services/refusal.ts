/** Something a person may not or cannot do now. The sentence says why and what to do; the kind goes into the log. */
export class Refusal extends Error {
  readonly kind: string;
  constructor(kind: string, sentence: string) {
    super(sentence);
    this.kind = kind;
  }
}
