/** Why a person has to decide before a sign-in goes on. */
export type SignInDoubt =
  /** The authorization server calls itself by another name than the server does. */
  | 'issuer'
  /** It does not say that it binds the answer to whoever asked (PKCE, RFC 7636). */
  | 'pkce'
  /** The page belongs to another site, and answers do not say whom they are from (RFC 9207). */
  | 'site';

/** What a person decides about once, for one server; all they need to know is in it. */
export interface SignInQuestion {
  readonly doubts: readonly SignInDoubt[];
  /** The authorization server as the server names it. */
  readonly issuer: string;
  /** As it names itself. */
  readonly namedIssuer: string;
  /** Hosts of its endpoints: the page, where tokens come from, where programs are registered. */
  readonly hosts: {
    readonly page: string;
    readonly exchange: string;
    readonly registration?: string;
  };
  /** Stands for exactly these facts; passed back by whoever agrees. */
  readonly digest: string;
}
