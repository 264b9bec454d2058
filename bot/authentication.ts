/** How Teams proves itself to the bot (the SDK checks the token) and the bot to Teams (a token of its own). */
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from 'botbuilder';
import {
  type AppCredentials,
  AuthenticationError,
  type Claim,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Config } from './config.ts';

const ISSUER = 'https://api.botframework.com';
const SCOPE = 'https://api.botframework.com';
const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const EMULATOR_METADATA = 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration';

const loginUrl = (config: Config): string => `https://login.microsoftonline.com/${config.appTenant}`;

/**
 * Without this the SDK also accepts tokens that any Entra tenant issues for the bot's own app id, from anybody and
 * with any service address.
 */
const onlyTheChannel = async (claims: Claim[]): Promise<void> => {
  if (claims.find((claim) => claim.type === 'iss')?.value !== ISSUER)
    throw new AuthenticationError('The token was not issued by the Bot Framework.', 401);
};

/** The adapter only receives: whatever it sends goes out unsigned, so the bot's token cannot leak through it. */
const receivingOnly = (appId: string): ServiceClientCredentialsFactory => ({
  isValidAppId: async (id) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({ signRequest: async (request) => request }),
});

/** `process` of the adapter would put the SDK's error texts into the answer and on the console. */
class Adapter extends CloudAdapter {
  /** Resolves after the turn; rejects, without a turn, what is not authenticated. `activity` is still unchecked. */
  receive(authorization: string, activity: object, turn: (context: TurnContext) => Promise<void>): Promise<unknown> {
    return this.processActivity(authorization, activity as Activity, turn);
  }
}

export const adapterFor = (config: Config): Adapter => {
  const rehearsal = config.trust.kind === 'rehearsal' ? config.trust.metadata : undefined;
  return new Adapter(
    // As soon as one of these is given, the SDK takes those left out as undefined: give all.
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: config.appId,
        MicrosoftAppTenantId: config.appTenant,
        ToBotFromChannelTokenIssuer: ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: rehearsal ?? METADATA,
        ToBotFromEmulatorOpenIdMetadataUrl: rehearsal ?? EMULATOR_METADATA,
        ToChannelFromBotLoginUrl: loginUrl(config),
        ToChannelFromBotOAuthScope: SCOPE,
        OAuthUrl: 'https://api.botframework.com',
        CallerId: 'urn:botframework:azure',
      },
      receivingOnly(config.appId),
      { requiredEndorsements: ['msteams'], validateClaims: onlyTheChannel },
    ),
  );
};

/** The bot's own bearer token; the SDK's credentials keep it until five minutes before its end. */
export const tokenOf = (config: Config): (() => Promise<string>) => {
  const { trust } = config;
  if (trust.kind === 'rehearsal') return async () => trust.token;
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: config.appId,
    MicrosoftAppTenantId: config.appTenant,
    ...(trust.credentials.kind === 'password'
      ? { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: trust.credentials.password }
      : { MicrosoftAppType: 'UserAssignedMsi' }),
  });
  // Both kinds of credentials are AppCredentials; the factory's type says less.
  const credentials = factory.createCredentials(config.appId, SCOPE, loginUrl(config), true) as Promise<AppCredentials>;
  return async () => (await credentials).getToken();
};
