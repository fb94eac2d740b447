const tokenError = /\berror\\?"?\s*[=:]\s*\\?"?(invalid_token|invalid_grant|unauthorized)\b/i;

/**
 * Whether a challenge or a body names OAuth's own error for a token that is not good any more (RFC
 * 6750 section 3.1).
 */
export function namesTokenError(text: string): boolean {
  return tokenError.test(text);
}
