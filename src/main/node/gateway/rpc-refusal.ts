/** A refusal as the SDK words its own. */
export function rpcRefusal(status: number, message: string, code = -32_000): Response {
  return Response.json({ jsonrpc: '2.0', id: null, error: { code, message } }, { status });
}
