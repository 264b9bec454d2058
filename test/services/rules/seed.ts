/** The seed of the property tests; set FC_SEED to try another. fast-check prints it when a property fails. */
export const seed = Number(process.env.FC_SEED ?? 20_261_105);
