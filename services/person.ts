/** Who, and when: what every record says. */
/** `tenant|object id` of a signed-in Teams user: the only identity there is. */
export type PersonKey = `${string}|${string}`;
/** ISO 8601 instant in UTC. */
export type Instant = string;

/** Who does what nobody pressed: the bot's own clock. */
export const SYSTEM: PersonKey = 'system|clock';
